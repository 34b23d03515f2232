"""One peer over many files: `python scan.py modelscan` reads paths from standard input and prints a line of JSON for each.

`says` is `alarm`, `note`, `nothing` or `not scanned`; `ms` is the time of the scan alone. Peers read statically: no
library that could load a model is installed beside them.
"""

import contextlib
import io
import json
import logging
import os
import sys
import time
import warnings


def modelscan():
    from modelscan.modelscan import ModelScan

    scanner = ModelScan()

    def scan(path):
        found = scanner.scan(path)
        levels = found['summary']['total_issues_by_severity']
        why = [f'{issue["severity"]} {issue["description"]}' for issue in found['issues']]
        if levels['CRITICAL'] + levels['HIGH'] > 0:
            return 'alarm', why
        if levels['MEDIUM'] + levels['LOW'] > 0:
            return 'note', why
        return ('nothing' if found['summary']['scanned']['total_scanned'] > 0 else 'not scanned'), why

    return scan


def picklescan():
    from picklescan.scanner import SafetyLevel, scan_file_path

    def scan(path):
        found = scan_file_path(path)
        why = [f'{one.safety.value} {one.module}.{one.name}' for one in found.globals if one.safety != SafetyLevel.Innocuous]
        if found.issues_count > 0:
            return 'alarm', why
        if found.suspicious_count > 0:
            return 'note', why
        return ('not scanned' if found.scan_err or found.scanned_files == 0 else 'nothing'), why

    return scan


def fickling():
    import zipfile

    from fickling.analysis import Severity
    from fickling.loader import scan_file, scan_zip_archive

    def scan(path):
        found = [*scan_zip_archive(path, graceful=True).values()] if zipfile.is_zipfile(path) else [scan_file(path, graceful=True)]
        results = [result for one in found for result in one.results]
        if not results:
            return 'not scanned', [error for one in found for error in one.errors]
        worst = max(result.severity for result in results)
        why = [f'{worst.name}']
        if worst >= Severity.LIKELY_UNSAFE:
            return 'alarm', why
        return ('nothing' if worst <= Severity.LIKELY_SAFE else 'note'), why

    return scan


def modelaudit():
    from modelaudit.core import scan_model_directory_or_file

    def scan(path):
        found = scan_model_directory_or_file(path, cache_enabled=False)
        levels = {str(getattr(issue.severity, 'value', issue.severity)) for issue in found.issues}
        why = [f'{getattr(issue.severity, "value", issue.severity)} {issue.message}' for issue in found.issues]
        if 'critical' in levels:
            return 'alarm', why
        if 'warning' in levels:
            return 'note', why
        return ('nothing' if found.success and found.files_scanned > 0 else 'not scanned'), why

    return scan


def main():
    logging.disable(logging.CRITICAL)
    warnings.simplefilter('ignore')
    answers = os.fdopen(os.dup(1), 'w')
    quiet = io.StringIO()
    with contextlib.redirect_stdout(quiet), contextlib.redirect_stderr(quiet):
        scan = {'modelscan': modelscan, 'picklescan': picklescan, 'fickling': fickling, 'modelaudit': modelaudit}[sys.argv[1]]()
        for line in sys.stdin:
            path = line.rstrip('\n')
            began = time.perf_counter()
            try:
                says, why = scan(path)
            except Exception as error:
                says, why = 'not scanned', [f'{type(error).__name__}: {error}']
            ms = (time.perf_counter() - began) * 1000
            answers.write(json.dumps({'path': path, 'says': says, 'why': [one[:200] for one in why[:3]], 'ms': ms}) + '\n')
            answers.flush()


main()

// What a file of weights should not hold: programs, pickles that import, YAML that makes objects.

rule EmbeddedProgram
{
    meta:
        description = "The head of a Windows, Linux or macOS program, also as base64"
        severity = "high"
        author = "Lambdascope"
        reference = "https://attack.mitre.org/techniques/T1027/009/"
    strings:
        $dos = "This program cannot be run in DOS mode"
        $elf = { 7F 45 4C 46 (01|02) (01|02) 01 ?? 00 00 00 00 00 00 00 00 (02|03) 00 (03|3E|28|B7|F3) 00 }
        $mach = { CF FA ED FE (07|0C) 00 00 01 ?? 00 00 ?? (02|06|08) 00 00 00 }
        $dos_text = "TVqQAAMAAAAEAAAA//8AA"
        $elf_text = /f0VMRg[EI][BC]AQ[AM]AAAAAAAAAA/
    condition:
        any of them
}

rule PickleRunsCommand
{
    meta:
        description = "A pickle that imports a function which runs commands or code"
        severity = "critical"
        author = "Lambdascope"
        reference = "https://docs.python.org/3/library/pickletools.html"
    strings:
        $global = /[ci](os|posix|nt|subprocess|pty|runpy|builtins|__builtin__|webbrowser)\n(system|popen|exec|execv|eval|open|Popen|run|call|check_output|check_call|getoutput|spawn|run_module|run_path|_run_code)\n/
        $stack_global = /\x8c(\x02os|\x05posix|\x02nt|\x0asubprocess|\x03pty|\x05runpy|\x08builtins)\x94\x8c(\x06system|\x05popen|\x04exec|\x04eval|\x05Popen|\x03run|\x04call|\x0ccheck_output|\x0acheck_call|\x05spawn|\x0arun_module)\x94\x93/
    condition:
        any of them
}

rule YamlPythonObject
{
    meta:
        description = "A YAML tag that makes the loader call Python"
        severity = "critical"
        author = "Lambdascope"
        reference = "https://nvd.nist.gov/vuln/detail/CVE-2021-37678"
    strings:
        $ = "!!python/object"
        $ = "!!python/name:"
        $ = "!!python/module:"
        $ = "tag:yaml.org,2002:python/object"
        $ = "tag:yaml.org,2002:python/name"
    condition:
        any of them
}

rule KerasHiddenCommand
{
    meta:
        description = "A stored Keras function beside base64 text in which a way to run commands stands"
        severity = "high"
        author = "Lambdascope"
        reference = "https://kb.cert.org/vuls/id/253266"
    strings:
        $place1 = "function_type"
        $place2 = "__lambda__"
        $word1 = "subprocess" base64
        $word2 = "/bin/bash" base64
        $word3 = "import os" base64
        $word4 = "b64decode" base64
        $word5 = "powershell" base64
        $word6 = "__import__" base64
        $word7 = "urlretrieve" base64
    condition:
        any of ($place*) and any of ($word*)
}

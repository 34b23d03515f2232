// Names as they stand in marshalled code (type byte, length, text) and in a disassembly, "(os)" or "(NULL + os)".

rule PythonProcess
{
    meta:
        description = "Python code that names a way to start a process"
        severity = "high"
        author = "Lambdascope"
        reference = "https://docs.python.org/3/library/subprocess.html"
    strings:
        $os = /[Zz\xda\xfa](\x02os|\x05posix|\x02nt)/
        $os_call = /[Zz\xda\xfa](\x06system|\x05popen|\x05execv|\x06execve|\x05execl|\x06execvp|\x06spawnv|\x0bposix_spawn|\x09startfile)/
        $os_shown = /\((NULL \+ )?(os|posix|nt)\)/
        $os_call_shown = /\((NULL\|self \+ )?(system|popen|exec[vl]p?e?|spawn[vl]p?e?|posix_spawn|startfile)\)/
        $subprocess = /[Zz\xda\xfa]\x0asubprocess/
        $subprocess_shown = /\((NULL \+ )?subprocess\)/
        $posix_subprocess = "_posixsubprocess"
    condition:
        ($os and $os_call) or ($os_shown and $os_call_shown) or
        any of ($subprocess*) or $posix_subprocess
}

rule PythonReverseShell
{
    meta:
        description = "Python code that ties a shell to a socket"
        severity = "critical"
        author = "Lambdascope"
        reference = "https://attack.mitre.org/techniques/T1059/006/"
    strings:
        $socket = /[Zz\xda\xfa]\x06socket/
        $dup2 = /[Zz\xda\xfa]\x04dup2/
        $socket_shown = /\((NULL \+ )?socket\)/
        $dup2_shown = /\((NULL\|self \+ )?dup2\)/
        $line = /socket\.socket\(.{0,200}(dup2|pty\.spawn)\(/
        $pty = /pty;? ?(pty)?\.spawn\(.{0,20}(\/bin\/|ba)sh/
    condition:
        ($socket and $dup2) or ($socket_shown and $dup2_shown) or $line or $pty
}

rule PythonDynamicCode
{
    meta:
        description = "Python code that names exec or __import__"
        severity = "high"
        author = "Lambdascope"
        reference = "https://docs.python.org/3/library/functions.html#exec"
    strings:
        $exec = /[Zz\xda\xfa]\x04exec/
        $import = /[Zz\xda\xfa]\x0a__import__/
        $shown = /\((NULL \+ )?(exec|__import__)\)/
    condition:
        any of them
}

rule PythonDecodeAndRun
{
    meta:
        description = "Python code that unpacks text or bytes and runs what comes out"
        severity = "critical"
        author = "Lambdascope"
        reference = "https://attack.mitre.org/techniques/T1027/"
    strings:
        $run = /[Zz\xda\xfa](\x04exec|\x04eval|\x07compile)/
        $unpack = /[Zz\xda\xfa](\x09b64decode|\x09b32decode|\x0ca2b_base64|\x09unhexlify|\x0adecompress|\x0bdecodebytes)/
        $run_shown = /\((NULL \+ )?(exec|eval|compile)\)/
        $unpack_shown = /\((NULL (\+|\|self \+) )?(b64decode|b32decode|a2b_base64|unhexlify|decompress|decodebytes)\)/
        $line = /(exec|eval)\(.{0,60}(b64decode|decompress|unhexlify|decode)\(/
    condition:
        ($run and $unpack) or ($run_shown and $unpack_shown) or $line
}

rule PythonUnmarshal
{
    meta:
        description = "Python code that loads more code or objects with marshal or pickle"
        severity = "high"
        author = "Lambdascope"
        reference = "https://docs.python.org/3/library/pickle.html#module-pickle"
    strings:
        $module = /[Zz\xda\xfa](\x07marshal|\x06pickle|\x07_pickle|\x0bcloudpickle|\x04dill)/
        $loads = /[Zz\xda\xfa](\x05loads|\x04load|\x09Unpickler)/
        $module_shown = /\((NULL \+ )?(marshal|pickle|_pickle|cloudpickle|dill)\)/
        $loads_shown = /\((NULL(\|self)? \+ )?(loads|load|Unpickler)\)/
    condition:
        ($module and $loads) or ($module_shown and $loads_shown)
}

rule PythonDownloadAndRun
{
    meta:
        description = "Python code that fetches something and starts a process or runs code"
        severity = "critical"
        author = "Lambdascope"
        reference = "https://attack.mitre.org/techniques/T1105/"
    strings:
        $fetch = /[Zz\xda\xfa](\x07urlopen|\x0burlretrieve|\x08requests|\x08get_file|\x0eHTTPConnection|\x0fHTTPSConnection)/
        $run = /[Zz\xda\xfa](\x06system|\x05popen|\x05Popen|\x0asubprocess|\x04exec|\x0ccheck_output|\x05chmod)/
        $fetch_shown = /\((NULL(\|self)? \+ )?(urlopen|urlretrieve|requests|get_file|HTTPS?Connection)\)/
        $run_shown = /\((NULL(\|self)? \+ )?(system|popen|Popen|subprocess|exec|check_output|chmod)\)/
    condition:
        ($fetch and $run) or ($fetch_shown and $run_shown)
}

rule PythonNativeCode
{
    meta:
        description = "Python code that calls into native libraries or places code in memory"
        severity = "high"
        author = "Lambdascope"
        reference = "https://docs.python.org/3/library/ctypes.html"
    strings:
        $ctypes = /[Zz\xda\xfa](\x06ctypes|\x07_ctypes|\x04CDLL|\x06windll)/
        $shown = /\((NULL(\|self)? \+ )?(_?ctypes|CDLL|windll)\)/
        $memory = "VirtualAlloc"
        $memfd = "memfd_create"
    condition:
        any of them
}

rule PythonHiddenReexport
{
    meta:
        description = "Python code that reaches a system module through a trusted library's private name"
        severity = "high"
        author = "Lambdascope"
        reference = "https://www.tensorflow.org/api_docs/python/tf"
    strings:
        $private = /[Zz\xda\xfa](\x03_os|\x04_sys|\x08_inspect)/
        $private_shown = /\((NULL\|self \+ )?(_os|_sys|_inspect)\)/
        $f2py = /[Zz\xda\xfa]\x04f2py/
        $f2py_shown = /\((NULL\|self \+ )?f2py\)/
    condition:
        any of them
}

rule PythonSubclassesChain
{
    meta:
        description = "Python code that walks from an object to every class or namespace of the interpreter"
        severity = "high"
        author = "Lambdascope"
        reference = "https://docs.python.org/3/reference/datamodel.html"
    strings:
        $subclasses = "__subclasses__"
        $base1 = "__base__"
        $base2 = "__bases__"
        $base3 = "__mro__"
        $base4 = "__globals__"
        $base5 = "__builtins__"
    condition:
        $subclasses and any of ($base*)
}

rule PythonLongBase64
{
    meta:
        description = "A constant of Python code that begins with 200 characters of base64"
        severity = "medium"
        author = "Lambdascope"
        reference = "https://attack.mitre.org/techniques/T1027/"
    strings:
        $shown = /(LOAD|RETURN)_CONST\s{1,30}[0-9]{1,7} \(b?['"][A-Za-z0-9+\/]{200}/
    condition:
        any of them
}

rule PythonAddress
{
    meta:
        description = "A constant of Python code that begins with the address of a server"
        severity = "low"
        author = "Lambdascope"
        reference = "https://attack.mitre.org/techniques/T1071/"
    strings:
        $marshalled = /[zZaA\xfa\xda\xe1\xc1].(\x00\x00\x00)?(https?|ftp|wss?):\/\//s
        $shown = /\(b?['"](https?|ftp|wss?):\/\//
    condition:
        any of them
}

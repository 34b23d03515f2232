// Text that has no place in a model: commands, addresses of callbacks, paths of secrets.

rule ShellOneLiner
{
    meta:
        description = "A shell command that fetches and runs, or opens a shell to a server"
        severity = "critical"
        author = "Lambdascope"
        reference = "https://attack.mitre.org/techniques/T1059/004/"
    strings:
        $fetch = /(curl|wget)\s.{0,200}\|\s{0,4}(sudo )?(ba|z|da)?sh/
        $interactive = /(ba|z)?sh -i.{0,10}(>&|<>|\/dev\/tcp\/)/
        $tcp = "/dev/tcp/"
        $netcat = /n(c|cat) .{0,40}-[a-z]{0,3}e \/bin\//
        $fifo = /mkfifo \/tmp\/.{1,20};/
    condition:
        any of them
}

rule ShellExfiltration
{
    meta:
        description = "A shell command that sends a file or its output to a server"
        severity = "critical"
        author = "Lambdascope"
        reference = "https://attack.mitre.org/techniques/T1048/"
    strings:
        $curl_file = /curl\s.{0,100}(-d|--data|--data-binary|-F|-T)\s.{0,40}@.{0,100}/
        $wget_file = /wget\s.{0,100}--post-(file|data)[= ]/
    condition:
        any of them
}

rule PythonCallText
{
    meta:
        description = "Python source as text that runs a command or imports what could"
        severity = "high"
        author = "Lambdascope"
        reference = "https://attack.mitre.org/techniques/T1059/006/"
    strings:
        $os = /os\.(system|popen)\(['"]/
        $subprocess = /subprocess\.(run|call|Popen|check_output|check_call)\(\[?['"]/
        $import = /__import__\(['"](os|subprocess|socket|pty|base64|marshal)['"]\)/
    condition:
        any of them
}

rule PowerShell
{
    meta:
        description = "A PowerShell command that hides itself, is encoded, or fetches what it runs"
        severity = "critical"
        author = "Lambdascope"
        reference = "https://attack.mitre.org/techniques/T1059/001/"
    strings:
        $name = "powershell" nocase
        $hint1 = " -enc" nocase
        $hint2 = "-ExecutionPolicy" nocase
        $hint3 = "DownloadString" nocase
        $hint4 = "Invoke-Expression" nocase
        $hint5 = "Invoke-WebRequest" nocase
        $hint6 = "-WindowStyle hidden" nocase
        $hint7 = " -nop" nocase
    condition:
        $name and any of ($hint*)
}

rule CredentialPath
{
    meta:
        description = "The path of a secret: a key, a password file, a cloud credential"
        severity = "high"
        author = "Lambdascope"
        reference = "https://attack.mitre.org/techniques/T1552/001/"
    strings:
        $ = "/etc/shadow"
        $ = "/etc/passwd"
        $ = ".ssh/id_"
        $ = ".ssh/authorized_keys"
        $ = ".aws/credentials"
        $ = ".git-credentials"
        $ = ".kube/config"
        $ = ".config/gcloud"
        $ = ".docker/config.json"
        $ = ".huggingface/token"
        $ = "Login Data" wide
    condition:
        any of them
}

rule EnvironmentSecret
{
    meta:
        description = "The name of an environment variable that holds a secret, beside the environment itself"
        severity = "medium"
        author = "Lambdascope"
        reference = "https://attack.mitre.org/techniques/T1552/"
    strings:
        $environ = "environ"
        $getenv = "getenv"
        $key1 = "AWS_SECRET_ACCESS_KEY"
        $key2 = "HF_TOKEN"
        $key3 = "HUGGING_FACE_HUB_TOKEN"
        $key4 = "GITHUB_TOKEN"
        $key5 = "OPENAI_API_KEY"
    condition:
        ($environ or $getenv) and any of ($key*)
}

rule CallbackAddress
{
    meta:
        description = "The address of a service that receives what others send: a webhook, a tunnel, a paste"
        severity = "high"
        author = "Lambdascope"
        reference = "https://attack.mitre.org/techniques/T1567/"
    strings:
        $ = "discord.com/api/webhooks" ascii wide
        $ = "discordapp.com/api/webhooks"
        $ = "hooks.slack.com/services"
        $ = "api.telegram.org/bot"
        $ = "webhook.site"
        $ = ".requestbin."
        $ = ".pipedream.net"
        $ = ".ngrok.io"
        $ = ".ngrok-free."
        $ = ".burpcollaborator.net"
        $ = ".oastify.com"
        $ = ".interact.sh"
        $ = /[a-z0-9]{8,}\.oast\.(fun|pro|live|site|online|me)/
        $ = "pastebin.com/raw/"
        $ = "transfer.sh/"
        $ = /[a-z2-7]{16,56}\.onion/
    condition:
        any of them
}

rule CoinMiner
{
    meta:
        description = "Words of a program that mines coins"
        severity = "critical"
        author = "Lambdascope"
        reference = "https://attack.mitre.org/techniques/T1496/"
    strings:
        $ = "stratum+tcp://"
        $ = "stratum+ssl://"
        $ = "--donate-level"
        $ = "xmrig"
        $ = "cryptonight"
    condition:
        any of them
}

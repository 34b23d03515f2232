// After the three rules of Dropbox Bhakti: the same names, strings and conditions, written anew.

rule KerasLambda
{
    meta:
        description = "A Keras configuration in which a function is stored as a lambda"
        severity = "info"
        author = "Lambdascope, after an idea of Dropbox Bhakti"
        reference = "https://github.com/dropbox/bhakti"
    strings:
        $key = "function_type"
        $lambda = "lambda"
    condition:
        all of them
}

rule KerasURL
{
    meta:
        description = "A Keras lambda beside base64 text in which http stands"
        severity = "low"
        author = "Lambdascope, after an idea of Dropbox Bhakti"
        reference = "https://github.com/dropbox/bhakti"
    strings:
        $key = "function_type"
        $lambda = "lambda"
        $http = "http" base64
    condition:
        all of them
}

rule KerasRequests
{
    meta:
        description = "A Keras lambda beside base64 text in which requests stands"
        severity = "high"
        author = "Lambdascope, after an idea of Dropbox Bhakti"
        reference = "https://github.com/dropbox/bhakti"
    strings:
        $key = "function_type"
        $lambda = "lambda"
        $requests = "requests" base64
    condition:
        all of them
}

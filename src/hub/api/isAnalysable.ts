const MODEL =
  /\.(?:h5|hdf5|keras|pb|pkl|pickle|joblib|dill|pt|pth|ckpt|bin|npy|npz|safetensors|onnx|tflite|gguf|zip|tar|gz|tgz|bz2|xz)$/i
/** Other texts in repositories configure libraries. */
const MODEL_TEXT =
  /(?:^|\/)(?:model|architecture|model_config|model_architecture)\.(?:json|ya?ml)$/i

/** Whether a file of a repository is of a format that is known here, as far as its name tells. */
export function isAnalysable(path: string): boolean {
  return MODEL.test(path) || MODEL_TEXT.test(path)
}

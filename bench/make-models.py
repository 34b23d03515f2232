"""Writes the large models that the benchmark drops: sparse HDF5 files and configurations of many layers.

usage: make-models.py FOLDER        needs h5py (installed by bench.mjs into .cache/bench-venv)
"""
import json
import sys
from pathlib import Path

import h5py

CODE = (  # marshal.dumps of `lambda x: x * 2`, CPython 3.10, in base64
    "4wEAAAAAAAAAAAAAAAEAAAACAAAAQwAAAHMIAAAAfABkARQAUwApAk7pAgAAAKkAKQHaAXhyAgAA\n"
    "AHICAAAA+ghiZW5jaC5wedoIPGxhbWJkYT4BAAAAcwIAAAAIAA==\n"
)


def layer(class_name, name, inputs, **config):
    nodes = [[[i, 0, 0, {}] for i in inputs]] if inputs else []
    return {"class_name": class_name, "name": name, "config": {"name": name, **config}, "inbound_nodes": nodes}


def functional(count):
    """A residual chain with one Lambda: Conv2D, BatchNormalization, Activation, an Add at every fourth."""
    layers = [layer("InputLayer", "input_1", [], batch_input_shape=[None, 64, 64, 3])]
    names = ["input_1"]
    for index in range(count - 2):
        kind = ["Conv2D", "BatchNormalization", "Activation", "Add"][index % 4]
        name = f"{kind.lower()}_{index}"
        inputs = [names[-1], names[-4]] if kind == "Add" and len(names) > 4 else [names[-1]]
        layers.append(layer(kind, name, inputs, filters=8, kernel_size=[3, 3], activation="relu"))
        names.append(name)
    layers.append(
        layer("Lambda", "lambda_1", [names[-1]], function=[CODE, None, None], function_type="lambda")
    )
    config = {"name": "bench", "layers": layers, "input_layers": [["input_1", 0, 0]], "output_layers": [["lambda_1", 0, 0]]}
    return {"class_name": "Functional", "config": config, "keras_version": "2.10.0", "backend": "tensorflow"}


def sparse(path, datasets, total_bytes):
    """A model whose weights are allocated and never written: its size is real, its blocks are not."""
    rows = total_bytes // datasets // 4
    with h5py.File(path, "w") as file:
        file.attrs["model_config"] = json.dumps(functional(120))
        file.attrs["keras_version"] = "2.10.0"
        file.attrs["backend"] = "tensorflow"
        weights = file.create_group("model_weights")
        names = []
        for index in range(datasets):
            group = weights.create_group(f"layer_{index}")
            group.attrs["weight_names"] = [f"layer_{index}/kernel:0".encode()]
            space = h5py.h5s.create_simple((rows,))
            creation = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
            creation.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY)
            creation.set_fill_time(h5py.h5d.FILL_TIME_NEVER)
            inner = group.create_group(f"layer_{index}")
            h5py.h5d.create(inner.id, b"kernel:0", h5py.h5t.IEEE_F32LE, space, creation)
            names.append(f"layer_{index}".encode())
        weights.attrs["layer_names"] = names


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    sparse(folder / "big-3g.h5", 120, 3 * 2**30)
    sparse(folder / "big-325m.h5", 1600, 325 * 2**20)
    for count in (100, 1000, 3000):
        (folder / f"graph-{count}.json").write_text(json.dumps(functional(count)))


main(Path(sys.argv[1]))

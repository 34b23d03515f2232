"""Writes the large models that the benchmark drops or reads by ranges: sparse files, and configurations of many layers.

usage: make-models.py FOLDER          needs h5py (installed by bench.mjs into .cache/bench-venv)
       make-models.py MODEL PACKED    packs one of them for the tests, as e2e/hub/sparse/ has them
"""
import base64
import gzip
import hashlib
import json
import struct
import sys
import zlib
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


def dataset(group, name, rows, written):
    """A dataset of floats whose values, unless they are to be written, are allocated and left as a hole."""
    creation = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    creation.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY)
    creation.set_fill_time(h5py.h5d.FILL_TIME_NEVER)
    space = h5py.h5s.create_simple((rows,))
    made = h5py.h5d.create(group.id, name.encode(), h5py.h5t.IEEE_F32LE, space, creation)
    if written:
        h5py.Dataset(made)[:] = 0


def saved_h5(path, layers, total_bytes):
    """In the order of Keras 2: configuration, names of layers, then a group for each with kernel and bias."""
    rows = total_bytes // layers // 4
    with h5py.File(path, "w") as file:
        file.attrs["keras_version"] = b"2.10.0"
        file.attrs["backend"] = b"tensorflow"
        file.attrs["model_config"] = json.dumps(functional(layers * 2)).encode()
        weights = file.create_group("model_weights")
        weights.attrs["layer_names"] = [f"dense_{index}".encode() for index in range(layers)]
        weights.attrs["backend"] = b"tensorflow"
        weights.attrs["keras_version"] = b"2.10.0"
        for index in range(layers):
            group = weights.create_group(f"dense_{index}")
            names = [f"dense_{index}/kernel:0", f"dense_{index}/bias:0"]
            group.attrs["weight_names"] = [name.encode() for name in names]
            inner = group.create_group(f"dense_{index}")
            dataset(inner, "kernel:0", rows, written=False)
            dataset(inner, "bias:0", 512, written=True)


def saved_keras(path, layers, total_bytes):
    """In the order of Keras 3: metadata, configuration, weights; nothing compressed, the weights a hole but for headers."""
    inner = path.with_suffix(".weights.h5")
    rows = total_bytes // layers // 4
    with h5py.File(inner, "w") as file:
        for index in range(layers):
            group = file.create_group(f"layers/dense_{index}/vars")
            dataset(group, "0", rows, written=False)
            dataset(group, "1", 512, written=True)
    metadata = {"keras_version": "3.8.0", "date_saved": "2026-01-01@00:00:00"}
    config = keras3_config(layers * 2)
    members = [("metadata.json", json.dumps(metadata).encode()), ("config.json", json.dumps(config).encode())]
    with open(path, "wb") as out:
        directory = [stored(out, name, [data]) for name, data in members]
        directory.append(stored(out, "model.weights.h5", pieces(inner)))
        start = out.tell()
        for entry in directory:
            out.write(entry)
        size = out.tell() - start
        out.write(struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, len(directory), len(directory), size, start, 0))
    inner.unlink()


def keras3_config(count):
    """Dense layers in a row, the last a Lambda of Keras 3."""
    layers = [{"module": "keras.layers", "class_name": "InputLayer", "config": {"batch_shape": [None, 64], "name": "input"}, "registered_name": None}]
    for index in range(count):
        config = {"name": f"dense_{index}", "units": 64, "activation": "relu", "use_bias": True}
        layers.append({"module": "keras.layers", "class_name": "Dense", "config": config, "registered_name": None})
    function = {"class_name": "__lambda__", "config": {"code": CODE, "defaults": None, "closure": None}}
    config = {"name": "lambda", "function": function, "arguments": {}}
    layers.append({"module": "keras.layers", "class_name": "Lambda", "config": config, "registered_name": None})
    return {"module": "keras", "class_name": "Sequential", "config": {"name": "bench", "layers": layers}, "registered_name": None}


def pieces(path):
    with open(path, "rb") as file:
        while piece := file.read(2**22):
            yield piece


def stored(out, name, chunks):
    """Writes a member, holes as holes, and returns its entry of the directory."""
    start = out.tell()
    out.write(bytes(30 + len(name)))
    crc = size = 0
    for chunk in chunks:
        crc = zlib.crc32(chunk, crc)
        size += len(chunk)
        for at in range(0, len(chunk), 4096):
            page = chunk[at : at + 4096]
            if page.count(0) == len(page):
                out.seek(len(page), 1)
            else:
                out.write(page)
    end = out.tell()
    out.truncate(end)
    same = struct.pack("<5H3L2H", 20, 0, 0, 0, 0x5A21, crc, size, size, len(name), 0)
    out.seek(start)
    out.write(b"PK\3\4" + same + name.encode())
    out.seek(end)
    return b"PK\1\2" + struct.pack("<H", 20) + same + struct.pack("<3H2L", 0, 0, 0, 0, start) + name.encode()


def pack(path, packed):
    """What is not zero in a file, by pages, so that a test can have it without its gigabytes."""
    digest = hashlib.sha256()
    kept = []
    offset = 0
    for piece in pieces(path):
        digest.update(piece)
        for at in range(0, len(piece), 4096):
            page = piece[at : at + 4096]
            if page.count(0) < len(page):
                kept.append([offset + at, base64.b64encode(page).decode()])
        offset += len(piece)
    content = {"size": offset, "sha256": digest.hexdigest(), "pages": kept}
    packed.write_bytes(gzip.compress(json.dumps(content).encode(), 9, mtime=0))


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for name, size in (("100m", 100 * 10**6), ("1g", 10**9), ("3g", 3 * 10**9)):
        saved_h5(folder / f"saved-{name}.h5", 60, size)
        saved_keras(folder / f"saved-{name}.keras", 60, size)
    sparse(folder / "big-3g.h5", 120, 3 * 2**30)
    sparse(folder / "big-325m.h5", 1600, 325 * 2**20)
    for count in (100, 1000, 3000):
        (folder / f"graph-{count}.json").write_text(json.dumps(functional(count)))


if len(sys.argv) > 2:
    pack(Path(sys.argv[1]), Path(sys.argv[2]))
else:
    main(Path(sys.argv[1]))

"""A native host: what test/support/wheels.ts asks of the Python package wasmtime. Answers in JSON, one a line."""

import json
import os
import struct
import sys

from wasmtime import Config, Engine, Module, Store, _bindings

COMPONENT = 0x0D
MODULE = 1 << 0


def engine(request):
    settings = dict(request["config"])
    # The C API has no function for it, but as everywhere the environment decides.
    os.environ["WASMTIME_BACKTRACE_DETAILS"] = str(int(settings.pop("wasm_backtrace_details", False)))
    config = Config()
    for name, value in settings.items():
        configure(config, name, value)
    if request.get("target"):
        # Older wheels would take it for an attribute of no meaning.
        if not hasattr(type(config), "target"):
            raise AttributeError("target")
        config.target = request["target"]
    return Engine(config)


def configure(config, name, value):
    """Not all that the C API has is a property."""
    if hasattr(type(config), name):
        setattr(config, name, value)
    else:
        getattr(_bindings, f"wasmtime_config_{name}_set")(config.ptr(), value)


def kind(wasm):
    if wasm[4:5] == bytes([COMPONENT]):
        from wasmtime.component import Component

        return Component
    return Module


def compile_file(host, path, out):
    with open(path, "rb") as file:
        wasm = file.read()
    made = kind(wasm)(host, wasm).serialize()
    with open(out, "wb") as file:
        file.write(made)


def compile_wasm(request):
    compile_file(engine(request), request["wasm"], request["out"])
    yield True


def compile_all(request):
    """Into files by the paths' order. Answers of each null, or why it does not compile."""
    host = engine(request)
    for path, out in zip(request["paths"], request["outs"]):
        try:
            yield compile_file(host, path, out)
        except Exception as error:
            yield str(error)


def deserialize(host, path, loaded_as=None):
    with open(path, "rb") as file:
        artifact = file.read()
    # Wasmtime's own flags in the header of the ELF file say which of the two it is.
    (flags,) = struct.unpack_from("<I", artifact, 48)
    if loaded_as == "module" or (loaded_as is None and flags & MODULE):
        return Module.deserialize(host, artifact)
    from wasmtime.component import Component

    return Component.deserialize(host, artifact)


def load(host, path, loaded_as=None):
    try:
        deserialize(host, path, loaded_as)
        return {"loads": True}
    except Exception as error:
        return {"loads": False, "error": str(error)}


def load_all(request):
    host = engine(request)
    for path in request["paths"]:
        yield load(host, path)


def load_each(request):
    for one in request:
        yield load(engine(one), one["path"], one.get("as"))


def call(request):
    host = engine(request)
    loaded = deserialize(host, request["path"])
    store = Store(host)
    if request["config"].get("epoch_interruption"):
        store.set_epoch_deadline(1)
    if request["config"].get("consume_fuel"):
        store.set_fuel(1 << 20)
    if isinstance(loaded, Module):
        from wasmtime import Instance

        function = Instance(store, loaded, []).exports(store)[request["name"]]
    else:
        from wasmtime.component import Linker

        function = Linker(host).instantiate(store, loaded).get_func(store, request["name"])
    yield function(store, *request["args"])


COMMANDS = {
    "compile": compile_wasm,
    "compile-all": compile_all,
    "load-all": load_all,
    "load-each": load_each,
    "call": call,
}

with open(sys.argv[2], encoding="utf8") as file:
    for answer in COMMANDS[sys.argv[1]](json.load(file)):
        # At once: what comes next may end the process.
        print(json.dumps(answer), flush=True)

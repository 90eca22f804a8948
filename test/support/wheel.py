"""A native host: what test/support/wheels.ts asks of the Python package wasmtime. Answers in JSON."""

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
    if wasm[4] == COMPONENT:
        from wasmtime.component import Component

        return Component
    return Module


def compile_wasm(request):
    with open(request["wasm"], "rb") as file:
        wasm = file.read()
    made = kind(wasm)(engine(request), wasm).serialize()
    with open(request["out"], "wb") as file:
        file.write(made)
    return {"size": len(made)}


def deserialize(host, path, loaded_as=None):
    with open(path, "rb") as file:
        artifact = file.read()
    # Wasmtime's own flags in the header of the ELF file say which of the two it is.
    (flags,) = struct.unpack_from("<I", artifact, 48)
    if loaded_as == "module" or (loaded_as is None and flags & MODULE):
        return Module.deserialize(host, artifact)
    from wasmtime.component import Component

    return Component.deserialize(host, artifact)


def load(host, path, loaded_as):
    try:
        deserialize(host, path, loaded_as)
        return {"loads": True}
    except Exception as error:
        return {"loads": False, "error": str(error)}


def load_all(request):
    host = engine(request)
    return [load(host, path, None) for path in request["paths"]]


def load_each(request):
    return [load(engine(one), one["path"], one.get("as")) for one in request]


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
    return function(store, *request["args"])


COMMANDS = {"compile": compile_wasm, "load-all": load_all, "load-each": load_each, "call": call}

with open(sys.argv[2], encoding="utf8") as file:
    print(json.dumps(COMMANDS[sys.argv[1]](json.load(file))))

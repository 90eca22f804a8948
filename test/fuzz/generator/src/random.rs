//! Modules and components at random.

use crate::program::Result;
use arbitrary::{Arbitrary, Unstructured};
use wasm_encoder::{ComponentBuilder, ComponentExportKind, ExportKind, PrimitiveValType};
use wasm_smith::{Component, Config, Module};
use wast::parser::{self, ParseBuffer};
use wit_component::{ComponentEncoder, StringEncoding, dummy_module, embed_component_metadata};
use wit_parser::{LiftLowerAbi, ManglingAndAbi, decoding};

/// A core module with the proposals that every engine has, and some of those that few have.
pub fn module(source: &mut Unstructured) -> Result<Vec<u8>> {
    let config = config(source)?;
    Ok(Module::new(config, source)?.to_bytes())
}

fn config(source: &mut Unstructured) -> Result<Config> {
    let mut config = Config::arbitrary(source)?;
    // Small ones are many in the same time.
    config.min_funcs = 1;
    config.max_funcs = config.max_funcs.clamp(1, 20);
    config.max_instructions = config.max_instructions.clamp(1, 300);
    config.max_memories = config.max_memories.min(3);
    config.max_tables = config.max_tables.min(5);
    config.generate_custom_sections = source.ratio(1, 4)?;
    config.allow_invalid_funcs = source.ratio(1, 10)?;
    for few in [
        &mut config.custom_page_sizes_enabled,
        &mut config.wide_arithmetic_enabled,
        &mut config.acquire_release_atomics_enabled,
        &mut config.multibyte_array_access_enabled,
        &mut config.shared_everything_threads_enabled,
        &mut config.custom_descriptors_enabled,
    ] {
        *few = source.ratio(1, 10)?;
    }
    if source.ratio(3, 4)? {
        config.compact_imports_enabled = false;
    }
    Ok(config)
}

/// A component of one to three core modules at random, whose functions it exports.
pub fn nested(source: &mut Unstructured) -> Result<Vec<u8>> {
    use PrimitiveValType::{Char, F32, F64, S32, S64, U64};
    let functions = [
        ("a", vec![("i", S32), ("j", U64), ("x", F32), ("y", F64)], Some(S64)),
        ("b", vec![], Some(F32)),
        ("c", vec![("c", Char)], None),
    ];
    let shape = parser::parse::<wast::Wat>(&ParseBuffer::new(
        r#"(module
            (func (export "a") (param i32 i64 f32 f64) (result i64) unreachable)
            (func (export "b") (result f32) unreachable)
            (func (export "c") (param i32)))"#,
    )?)?
    .encode()?;
    let mut component = ComponentBuilder::default();
    for index in 0..source.int_in_range(1..=3)? {
        let config = Config {
            max_imports: 0,
            exports: Some(shape.clone()),
            ..config(source)?
        };
        let module = Module::new(config, source)?.to_bytes();
        let module = component.core_module_raw(None, &module);
        let instance = component.core_instantiate(None, module, []);
        for (name, params, result) in &functions {
            let (ty, mut encoder) = component.type_function(None);
            encoder
                .params(params.iter().copied())
                .result(result.map(Into::into));
            let core = component.core_alias_export(None, instance, name, ExportKind::Func);
            let lifted = component.lift_func(None, core, ty, []);
            let name = format!("{name}{index}");
            component.export(name.as_str(), ComponentExportKind::Func, lifted, None);
        }
    }
    Ok(component.finish())
}

/// A component with an interface at random, whose functions have next to no code.
pub fn interface(source: &mut Unstructured) -> Result<Vec<u8>> {
    let mut config = wit_smith::Config::arbitrary(source)?;
    config.max_packages = config.max_packages.min(3);
    config.max_type_size = config.max_type_size.min(100);
    // With any of these most lines refuse it.
    for few in [
        &mut config.async_,
        &mut config.futures,
        &mut config.streams,
        &mut config.error_context,
        &mut config.fixed_length_lists,
        &mut config.implements,
        &mut config.canonical_names,
    ] {
        *few = source.ratio(1, 10)?;
    }
    let package = wit_smith::smith(&config, source)?;
    let decoded = decoding::decode(&package)?;
    let (resolve, package) = (decoded.resolve(), decoded.package());
    let worlds: Vec<_> = resolve.packages[package].worlds.values().collect();
    let world = **source.choose(&worlds)?;
    let abi = *source.choose(&[
        ManglingAndAbi::Standard32,
        ManglingAndAbi::Legacy(LiftLowerAbi::Sync),
        ManglingAndAbi::Legacy(LiftLowerAbi::Sync),
        ManglingAndAbi::Legacy(LiftLowerAbi::AsyncCallback),
        ManglingAndAbi::Legacy(LiftLowerAbi::AsyncStackful),
    ])?;
    let strings = *source.choose(&[
        StringEncoding::UTF8,
        StringEncoding::UTF16,
        StringEncoding::CompactUTF16,
    ])?;
    let mut module = dummy_module(resolve, world, abi);
    embed_component_metadata(&mut module, resolve, world, strings, config.canonical_names)?;
    let mut encoder = ComponentEncoder::default();
    Ok(encoder.validate(false).module(&module)?.encode()?)
}

/// A component with sections at random. Not all of these are valid.
pub fn component(source: &mut Unstructured) -> Result<Vec<u8>> {
    let config = Config {
        max_components: 3,
        max_instances: 5,
        max_modules: 5,
        ..config(source)?
    };
    Ok(Component::new(config, source)?.to_bytes())
}

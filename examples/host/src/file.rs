//! Files that nobody but this user can have written.

use crate::Refusal;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{Error, ErrorKind, Read};
use std::path::Path;

/// As cwasm-cache makes pairs, and folders that are not there.
const FILE_MODE: u32 = 0o600;
const FOLDER_MODE: u32 = 0o700;

/// A file's bytes. It is opened once, and all that is asked is asked of the open file: another one may have its
/// name by then.
pub fn read(path: &Path) -> Result<Vec<u8>, Refusal> {
    let mut file = open(path).map_err(|error| refusal(path, error))?;
    let metadata = file.metadata().map_err(|error| refusal(path, error))?;
    if !metadata.is_file() {
        return Err(Refusal::NotAFile(path.into()));
    }
    check(path, &metadata, FILE_MODE)?;
    let mut bytes = Vec::new();
    match file.read_to_end(&mut bytes) {
        Ok(_) => Ok(bytes),
        Err(error) => Err(refusal(path, error)),
    }
}

/// Whoever can write the folder can put other files there.
pub fn check_folder(of: &Path) -> Result<(), Refusal> {
    let folder = match of.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let metadata = fs::metadata(folder).map_err(|error| refusal(folder, error))?;
    check(folder, &metadata, FOLDER_MODE)
}

#[cfg(unix)]
fn open(path: &Path) -> Result<File, Error> {
    use std::os::unix::fs::OpenOptionsExt;
    // Links are not followed, and pipes not waited for.
    let flags = libc::O_NOFOLLOW | libc::O_NONBLOCK;
    OpenOptions::new().read(true).custom_flags(flags).open(path)
}

#[cfg(windows)]
fn open(path: &Path) -> Result<File, Error> {
    use std::os::windows::fs::OpenOptionsExt;
    // FILE_FLAG_OPEN_REPARSE_POINT: links are not followed.
    let flags = 0x0020_0000;
    OpenOptions::new().read(true).custom_flags(flags).open(path)
}

#[cfg(unix)]
fn check(path: &Path, metadata: &Metadata, wanted: u32) -> Result<(), Refusal> {
    use std::os::unix::fs::MetadataExt;
    // SAFETY: it takes nothing and cannot fail. The effective user is the one whose rights are at stake.
    let user = unsafe { libc::geteuid() };
    if metadata.uid() != user {
        return Err(Refusal::Owner(path.into(), metadata.uid(), user));
    }
    let mode = metadata.mode() & 0o777;
    if mode != wanted {
        return Err(Refusal::Mode(path.into(), mode, wanted));
    }
    Ok(())
}

#[cfg(windows)]
fn check(_: &Path, _: &Metadata, _: u32) -> Result<(), Refusal> {
    Ok(())
}

fn refusal(path: &Path, error: Error) -> Refusal {
    if error.kind() == ErrorKind::NotFound {
        Refusal::Missing(path.into())
    } else if fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink()) {
        Refusal::NotAFile(path.into())
    } else {
        Refusal::Unreadable(path.into(), error)
    }
}

//! Files: reading with a limit, replacing as a whole.

use std::{
    fs::{self, File, Permissions},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use super::{MAX_SIZE, ReadError, SaveError};

/// Reads a whole file, unless it is too large.
pub(super) fn read_file(path: &Path) -> Result<Vec<u8>, ReadError> {
    let failed = |source| ReadError::Io { path: path.into(), source };
    // asked before opening: opening a pipe waits for somebody to write
    if !fs::metadata(path).map_err(failed)?.is_file() {
        return Err(ReadError::NotAFile { path: path.into() });
    }
    let file = File::open(path).map_err(failed)?;
    let size = file.metadata().map_err(failed)?.len();
    if size > MAX_SIZE {
        return Err(ReadError::TooLarge { file: Some(path.into()), size });
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    // it may grow while it is read
    let read = file.take(MAX_SIZE + 1).read_to_end(&mut bytes).map_err(failed)?;
    if read as u64 > MAX_SIZE {
        return Err(ReadError::TooLarge { file: Some(path.into()), size: read as u64 });
    }
    Ok(bytes)
}

/// The text, without a byte order mark.
pub(super) fn check_text<'a>(bytes: &'a [u8], path: Option<&Path>) -> Result<&'a str, ReadError> {
    if bytes.len() as u64 > MAX_SIZE {
        return Err(ReadError::TooLarge { file: path.map(Into::into), size: bytes.len() as u64 });
    }
    let offset = match std::str::from_utf8(bytes) {
        Ok(text) => match bytes.iter().position(|byte| *byte == 0) {
            None => return Ok(text.strip_prefix('\u{FEFF}').unwrap_or(text)),
            Some(zero) => zero,
        },
        Err(error) => {
            let valid = error.valid_up_to();
            bytes[..valid].iter().position(|byte| *byte == 0).unwrap_or(valid)
        }
    };
    Err(ReadError::NotText { file: path.map(Into::into), offset })
}

/// Puts a new file in the place of an old one, which survives when anything fails.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    let failed = |source| SaveError::Io { path: path.into(), source };
    if bytes.len() as u64 > MAX_SIZE {
        return Err(SaveError::TooLarge { path: path.into(), size: bytes.len() as u64 });
    }
    let target = follow_links(path).map_err(failed)?;
    let permissions = match fs::metadata(&target) {
        Ok(metadata) if !metadata.is_file() => return Err(SaveError::NotAFile { path: path.into() }),
        Ok(metadata) if metadata.permissions().readonly() => return Err(SaveError::ReadOnly { path: path.into() }),
        Ok(metadata) => Some(metadata.permissions()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(failed(error)),
    };
    let directory = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".sendport-").suffix(".tmp");
    let fresh = fresh_permissions();
    if let Some(fresh) = &fresh {
        builder.permissions(fresh.clone());
    }
    let mut file = builder.tempfile_in(directory).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions).map_err(failed)?;
    }
    file.as_file().sync_all().map_err(failed)?;
    file.persist(&target).map_err(|error| failed(error.error))?;
    sync_directory(directory).map_err(failed)
}

/// The file at the end of a chain of symbolic links; it need not exist.
fn follow_links(path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_path_buf();
    // as many as Linux follows
    for _ in 0..40 {
        match fs::symlink_metadata(&target) {
            Ok(metadata) if metadata.file_type().is_symlink() => {
                let link = fs::read_link(&target)?;
                target = target.parent().map_or_else(|| link.clone(), |parent| parent.join(&link));
            }
            _ => return Ok(target),
        }
    }
    Err(io::Error::other("too many symbolic links"))
}

/// Temporary files are for their owner only; a new document is for whom the user's mask says.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems have none")]
fn fresh_permissions() -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn fresh_permissions() -> Option<Permissions> {
    None
}

/// The new name survives a power failure only when the directory is on the disk too.
#[cfg(unix)]
fn sync_directory(directory: &Path) -> io::Result<()> {
    match File::open(directory).and_then(|directory| directory.sync_all()) {
        // some network file systems know no such thing, and a directory may be writable without
        // being readable; the document itself is written
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported | io::ErrorKind::PermissionDenied
            ) =>
        {
            Ok(())
        }
        result => result,
    }
}

#[cfg(not(unix))]
fn sync_directory(_directory: &Path) -> io::Result<()> {
    Ok(())
}

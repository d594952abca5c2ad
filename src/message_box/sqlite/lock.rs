//! One Sendport at a time has a `MessageBox` open. `SQLite` would let several in, each with its own
//! idea of what is Active; so a lock on a file beside the store keeps the second one out.

use std::{
    ffi::OsString,
    fs::{File, OpenOptions, TryLockError},
    io::{self, Read, Seek, Write},
    path::{Path, PathBuf},
};

/// What stands in the way of the lock.
pub enum Failure {
    /// Somebody has it; who, as they wrote it.
    Held(String),
    Io(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// The lock on a store, or on anything else that one process at a time may have. The operating system lets go of it when the process ends, however it ends.
pub struct Lock {
    path: PathBuf,
    file: File,
}

impl Lock {
    /// Takes the lock of `store`, which need not exist. It stands beside it, with `.lock` at the end.
    ///
    /// # Errors
    /// When somebody has it, in this process or in another, or when the file cannot be made.
    pub fn take(store: &Path) -> Result<Self, Failure> {
        let mut path = OsString::from(store);
        path.push(".lock");
        let path = PathBuf::from(path);
        loop {
            let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(Failure::Held(holder(&mut file))),
                Err(TryLockError::Error(error)) => return Err(error.into()),
            }
            // whoever had it may have removed the file between our opening and our locking it
            if !is_at(&file, &path)? {
                continue;
            }
            file.set_len(0)?;
            file.rewind()?;
            writeln!(file, "process {} on {}", std::process::id(), host_name())?;
            return Ok(Self { path, file });
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // best effort: a file that stays behind is in nobody's way
        if cfg!(unix) {
            let _ = std::fs::remove_file(&self.path);
        } else {
            let _ = self.file.set_len(0);
        }
        let _ = self.file.unlock();
    }
}

fn holder(file: &mut File) -> String {
    let mut text = String::new();
    // where locks are mandatory the file of another process cannot be read
    let _ = file.take(1024).read_to_string(&mut text);
    let text = text.trim();
    if text.is_empty() { "it is not known which one".to_owned() } else { text.to_owned() }
}

/// Whether the file still is what the path names.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let ours = file.metadata()?;
    match std::fs::metadata(path) {
        Ok(there) => Ok(ours.dev() == there.dev() && ours.ino() == there.ino()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Elsewhere the file is never removed.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
fn is_at(_: &File, _: &Path) -> io::Result<bool> {
    Ok(true)
}

fn host_name() -> String {
    let from_file = |path: &str| std::fs::read_to_string(path).ok();
    let from_environment = |name: &str| std::env::var(name).ok();
    from_file("/proc/sys/kernel/hostname")
        .or_else(|| from_file("/etc/hostname"))
        .or_else(|| from_environment("COMPUTERNAME"))
        .or_else(|| from_environment("HOSTNAME"))
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "an unknown machine".to_owned())
}

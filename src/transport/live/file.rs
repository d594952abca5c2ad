//! The FILE adapter (pages *FILE Transport Properties Dialog Box, Send, General Tab* and *Restrictions
//! When Configuring the FILE Adapter*).
//!
//! A file is complete or absent: it is written under another name in the same folder, brought to the
//! disk, and then given its name, without replacing another one where it is to be new.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
};

use super::{Ended, Exchange, Job};
use crate::{
    model::adapters::{file_name, macros},
    transport::{TransportError, Trouble},
};

/// What a file is called while it is written (page *FILE Adapter*).
const WORK_IN_PROGRESS: &str = "BTS-WIP";

pub(super) fn send(job: &Job) -> Ended {
    let path = match target(job) {
        Ok(path) => path,
        Err(error) => return Ended { result: Err(error), exchange: Exchange::default() },
    };
    let mode = job.value("Copy mode");
    let result = write(job, &path, mode).map(|()| None).map_err(|error| told(&path, &error));
    let answer = match &result {
        Ok(_) => format!("{} bytes", job.message.body.len()),
        Err(_) => String::new(),
    };
    Ended { result, exchange: Exchange::new(&format!("{mode}: {}", path.display()), &answer) }
}

/// The path with its macros replaced.
fn target(job: &Job) -> Result<PathBuf, TransportError> {
    let address = file_name::path(&job.address);
    let (folder, name) = address.rfind(['/', '\\']).map_or(("", address), |at| address.split_at(at + 1));
    let path = format!("{folder}{}", macros::expand(name, &job.values));
    if file_name::problem(&path).is_some() {
        return Err(TransportError::of(Trouble::FileName, &path, ""));
    }
    let found = PathBuf::from(&path);
    // a path of another system would be a file in the folder of this program here
    if found.is_absolute() { Ok(found) } else { Err(TransportError::of(Trouble::NotOfThisSystem, &path, "")) }
}

fn write(job: &Job, path: &Path, mode: &str) -> io::Result<()> {
    let body = job.message.body.as_bytes();
    let cached = job.flag("Allow cache on write");
    let folder = path.parent().unwrap_or(path);
    if mode.eq_ignore_ascii_case("Append") {
        let mut file = OpenOptions::new().append(true).create(true).open(path)?;
        let before = file.metadata()?.len();
        let written = file.write_all(body).and_then(|()| if cached { Ok(()) } else { file.sync_data() });
        if written.is_err() {
            // what did not go in as a whole does not stay
            let _ = file.set_len(before);
        }
        return written;
    }
    let overwrites = mode.eq_ignore_ascii_case("Overwrite");
    if !overwrites && path.try_exists()? {
        return Err(ErrorKind::AlreadyExists.into());
    }
    if overwrites && fs::metadata(path).is_ok_and(|it| it.permissions().readonly()) {
        return Err(ErrorKind::PermissionDenied.into());
    }
    let temporary = temporary(job, path);
    let placed = fill(&temporary, body, cached)
        .and_then(|()| if overwrites { fs::rename(&temporary, path) } else { place_new(&temporary, path) });
    if let Err(error) = placed {
        let _ = fs::remove_file(&temporary);
        return Err(error);
    }
    if cached { Ok(()) } else { sync_folder(folder) }
}

/// Beside the file, since only there it can be renamed into place. Each attempt has its own.
fn temporary(job: &Job, path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // likewise one of another program that writes there
    let own = format!("{}-{}", std::process::id(), job.attempt);
    path.with_file_name(if job.flag("Use temporary file while writing") {
        format!("{name}.{own}.{WORK_IN_PROGRESS}")
    } else {
        format!(".{own}.{WORK_IN_PROGRESS}")
    })
}

fn fill(path: &Path, body: &[u8], cached: bool) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(body)?;
    if cached { Ok(()) } else { file.sync_all() }
}

/// Gives a file its name unless there is one of that name.
#[cfg(unix)]
fn place_new(temporary: &Path, path: &Path) -> io::Result<()> {
    match fs::hard_link(temporary, path) {
        Ok(()) => fs::remove_file(temporary),
        // some file systems have no second names; the name is taken first then
        Err(error) if matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::PermissionDenied) => {
            OpenOptions::new().write(true).create_new(true).open(path)?;
            fs::rename(temporary, path)
        }
        Err(error) => Err(error),
    }
}

/// Likewise: renaming replaces there, so that the name is taken first.
#[cfg(not(unix))]
fn place_new(temporary: &Path, path: &Path) -> io::Result<()> {
    OpenOptions::new().write(true).create_new(true).open(path)?;
    fs::rename(temporary, path)
}

/// That the name is in its folder survives a crash, too.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}
#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

fn told(path: &Path, error: &io::Error) -> TransportError {
    let trouble = match error.kind() {
        ErrorKind::AlreadyExists => Trouble::Exists,
        ErrorKind::NotFound | ErrorKind::NotADirectory => Trouble::NoFolder,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Trouble::NotAllowed,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Trouble::Full,
        _ => Trouble::Failed,
    };
    TransportError::of(trouble, &path.display().to_string(), &error.to_string())
}

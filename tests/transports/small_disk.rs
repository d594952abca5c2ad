//! A disk that is full soon.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// A small file system that is there as long as this.
pub struct SmallDisk(PathBuf);

impl SmallDisk {
    /// More than it holds.
    pub const TOO_MUCH: usize = 200 * 1024;

    /// `None` where nothing can be mounted.
    pub fn at(folder: &Path) -> Option<Self> {
        std::fs::create_dir_all(folder).unwrap();
        let mount =
            Command::new("mount").args(["-t", "tmpfs", "-o", "size=64k,mode=755", "tmpfs"]).arg(folder).output();
        if mount.is_ok_and(|output| output.status.success()) {
            return Some(Self(folder.to_owned()));
        }
        println!("skipped: a small file system can be mounted by root only");
        None
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // whoever still has it open keeps it for himself
        let _ = Command::new("umount").arg("--lazy").arg(&self.0).status();
    }
}

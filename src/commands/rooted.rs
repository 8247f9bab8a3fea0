//! What files are called from the root of a repository: GitHub and code scanning know no other folder.

use std::ffi::OsStr;
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::check::PIPED;
use crate::env::Env;
use crate::library::search;

/// The root, and the way from it to the working directory.
#[derive(Debug, Default)]
pub(super) struct Root {
    path: PathBuf,
    below: PathBuf,
}

impl Root {
    /// GitHub's workspace, else the repository around the working directory, else that directory.
    pub fn of(env: &Env) -> Self {
        let cwd = real(&env.cwd);
        let workspace = env.var("GITHUB_WORKSPACE").map(|path| real(Path::new(path)));
        let path = workspace.filter(|root| cwd.starts_with(root)).or_else(|| search::repository(&cwd));
        let path = path.unwrap_or_else(|| cwd.clone());
        let below = cwd.strip_prefix(&path).unwrap_or(Path::new("")).to_owned();
        Self { path, below }
    }

    /// What a file is called from there; one that lies elsewhere keeps its name.
    pub fn name(&self, file: &str) -> String {
        let path = Path::new(file);
        let named = match path.is_absolute() {
            true => path.strip_prefix(&self.path).ok().and_then(straight),
            false => straight(&self.below.join(path)),
        };
        named.filter(|_| file != PIPED).unwrap_or_else(|| file.to_owned())
    }
}

/// A relative path without detours, between `/`; nothing if it leads out of where it begins.
fn straight(path: &Path) -> Option<String> {
    let mut parts: Vec<&OsStr> = Vec::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(parts.pop()?),
            Component::Normal(part) => parts.push(part),
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    let parts: Vec<_> = parts.into_iter().map(OsStr::to_string_lossy).collect();
    Some(parts.join("/"))
}

/// A path without links, so that two ways to one folder are the same.
fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_from_the_root_however_it_was_given() {
        let root = Root { path: PathBuf::from("/repo"), below: PathBuf::from("sub/lists") };
        for (given, named) in [
            ("a.yaml", "sub/lists/a.yaml"),
            ("./b/../a.yaml", "sub/lists/a.yaml"),
            ("../a.yaml", "sub/a.yaml"),
            ("../../a.yaml", "a.yaml"),
            // What lies elsewhere, or is no file.
            ("../../../a.yaml", "../../../a.yaml"),
            (PIPED, PIPED),
        ] {
            assert_eq!(root.name(given), named);
        }
        if cfg!(unix) {
            assert_eq!(root.name("/repo/x/a.yaml"), "x/a.yaml");
            assert_eq!(root.name("/etc/a.yaml"), "/etc/a.yaml");
        }
        assert_eq!(Root::default().name("./a.yaml"), "a.yaml");
    }
}

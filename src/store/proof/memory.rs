//! A disk in memory that fails, dies or loses its power at a chosen call, and that can be made to lie: a guard
//! is taken out by a disk that only says it did what the guard is for.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::TryLockError;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use super::super::disk::{Disk, How, Kind, Medium};

/// One disk, and the processes that see it.
#[derive(Clone, Default)]
pub struct Memory(Arc<Mutex<Machine>>);

/// What goes wrong at some calls.
#[derive(Debug, Clone, Copy)]
pub enum Fault {
    /// Nothing is done, and it says so.
    Fails(ErrorKind),
    /// A write has written half, anything else is done, and it says that it failed.
    HalfFails(ErrorKind),
    /// A write has written half, and says how much.
    Short,
    /// The process dies before it,
    KillBefore,
    /// halfway through a write,
    KillHalf,
    /// or after it.
    KillAfter,
}

/// Which calls only say that they did their work.
#[derive(Debug, Clone, Copy, Default)]
pub struct Lies {
    pub sync: bool,
    pub sync_directory: bool,
    pub cut: bool,
}

#[derive(Default)]
pub struct Machine {
    pub lies: Lies,
    /// At which calls what goes wrong: from one, so many times.
    pub fault: Option<(usize, usize, Fault)>,
    pub calls: usize,
    dead: bool,
    names: Names,
    kept_names: Names,
    waiting_names: Vec<Change>,
    files: Vec<Bytes>,
    /// A state after each call, if they are wanted.
    pub states: Option<Vec<State>>,
    /// How many events were acknowledged.
    pub acknowledged: usize,
}

type Names = BTreeMap<PathBuf, Entry>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Entry {
    Directory,
    File(usize),
}

/// A change of names that its directory has not been synced for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Change {
    Put(PathBuf, Entry),
    Remove(PathBuf),
    Rename(PathBuf, PathBuf),
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Bytes {
    seen: Vec<u8>,
    kept: Vec<u8>,
    waiting: Vec<Edit>,
    locked: bool,
}

/// A change of a file that has not been synced.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Edit {
    Put(usize, Vec<u8>),
    Cut(usize),
}

/// What a power cut would find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    pub acknowledged: usize,
    names: Names,
    waiting_names: Vec<Change>,
    files: Vec<(Vec<u8>, Vec<Edit>)>,
}

impl Memory {
    pub fn machine(&self) -> MutexGuard<'_, Machine> {
        self.0.lock().unwrap()
    }

    pub fn lying(lies: Lies) -> Self {
        let memory = Self::default();
        memory.machine().lies = lies;
        memory
    }

    pub fn disk(&self) -> Arc<dyn Disk> {
        Arc::new(self.clone())
    }

    /// Other processes come after all that were there are gone.
    pub fn reboot(&self) {
        let mut machine = self.machine();
        (machine.dead, machine.fault) = (false, None);
        machine.files.iter_mut().for_each(|file| file.locked = false);
    }

    pub fn bytes(&self, path: &Path) -> Option<Vec<u8>> {
        let machine = self.machine();
        match machine.names.get(path)? {
            Entry::File(file) => Some(machine.files[*file].seen.clone()),
            Entry::Directory => None,
        }
    }

    /// Puts a file there, on the disk.
    pub fn put(&self, path: &Path, bytes: &[u8]) {
        let mut machine = self.machine();
        for dir in path.ancestors().skip(1) {
            machine.names.insert(dir.to_owned(), Entry::Directory);
        }
        let file = machine.new_file();
        let bytes = bytes.to_vec();
        machine.files[file] = Bytes { seen: bytes.clone(), kept: bytes, ..Bytes::default() };
        machine.names.insert(path.to_owned(), Entry::File(file));
        machine.kept_names = machine.names.clone();
    }

    fn call<T>(&self, act: impl FnOnce(&mut Machine, bool) -> io::Result<T>) -> io::Result<T> {
        let mut machine = self.machine();
        if machine.dead {
            return Err(io::Error::other("the process is dead"));
        }
        machine.calls += 1;
        let now = machine.calls;
        let fault = machine.fault.filter(|(from, times, _)| now >= *from && now - *from < *times);
        let done = match fault.map(|(.., fault)| fault) {
            None | Some(Fault::KillAfter) => act(&mut machine, false),
            Some(Fault::Fails(kind)) => Err(kind.into()),
            Some(Fault::HalfFails(kind)) => act(&mut machine, true).and(Err(kind.into())),
            Some(Fault::Short | Fault::KillHalf) => act(&mut machine, true),
            Some(Fault::KillBefore) => Err(ErrorKind::Other.into()),
        };
        let kills = matches!(fault, Some((.., Fault::KillBefore | Fault::KillHalf | Fault::KillAfter)));
        machine.dead = kills;
        machine.look();
        if kills { Err(io::Error::other("the process was killed")) } else { done }
    }
}

impl Machine {
    fn new_file(&mut self) -> usize {
        self.files.push(Bytes::default());
        self.files.len() - 1
    }

    fn change(&mut self, change: Change) {
        change.apply(&mut self.names);
        self.waiting_names.push(change);
    }

    fn edit(&mut self, file: usize, edit: Edit) {
        edit.apply(&mut self.files[file].seen);
        self.files[file].waiting.push(edit);
    }

    /// Keeps what a power cut would find now.
    pub fn look(&mut self) {
        let Some(states) = &mut self.states else { return };
        let state = State {
            acknowledged: self.acknowledged,
            names: self.kept_names.clone(),
            waiting_names: self.waiting_names.clone(),
            files: self.files.iter().map(|file| (file.kept.clone(), file.waiting.clone())).collect(),
        };
        if states.last() != Some(&state) {
            states.push(state);
        }
    }
}

impl Change {
    fn apply(&self, names: &mut Names) {
        match self {
            Self::Put(path, entry) => drop(names.insert(path.clone(), *entry)),
            Self::Remove(path) => drop(names.remove(path)),
            Self::Rename(from, to) => {
                if let Some(entry) = names.remove(from) {
                    names.insert(to.clone(), entry);
                }
            }
        }
    }

    fn is_in(&self, dir: &Path) -> bool {
        let (Self::Put(path, _) | Self::Remove(path) | Self::Rename(path, _)) = self;
        path.parent() == Some(dir)
    }
}

impl Edit {
    fn apply(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Cut(length) => bytes.resize(*length, 0),
            Self::Put(at, put) => {
                bytes.resize(bytes.len().max(at + put.len()), 0);
                bytes[*at..at + put.len()].copy_from_slice(put);
            }
        }
    }
}

impl State {
    /// Every disk that a power cut may leave: any of the changes that were not synced reached it, in their
    /// order; the last write up to every byte (or each `step`th), with nothing, or with zeros where the rest would be,
    /// or with zeros before it.
    pub fn cuts(&self, path: &Path, step: usize, mut found: impl FnMut(Memory)) {
        for names in subsets(&self.waiting_names) {
            let mut kept = self.names.clone();
            names.iter().for_each(|change| change.apply(&mut kept));
            let is_reachable = |path: &Path| {
                path.ancestors().skip(1).all(|dir| kept.contains_key(dir) || dir == Path::new("/"))
            };
            let file = match kept.get(path) {
                Some(Entry::File(file)) if is_reachable(path) => *file,
                _ => {
                    found(Memory::default());
                    continue;
                }
            };
            let (bytes, waiting) = &self.files[file];
            for edits in subsets(waiting) {
                for bytes in torn(bytes, &edits, step) {
                    let memory = Memory::default();
                    memory.put(path, &bytes);
                    found(memory);
                }
            }
        }
    }
}

fn subsets<T: Clone>(changes: &[T]) -> Vec<Vec<T>> {
    let is_in = |mask: usize, at: usize| mask & (1 << at) != 0;
    let subset =
        |mask| (0..changes.len()).filter(|at| is_in(mask, *at)).map(|at| changes[at].clone()).collect();
    (0..1 << changes.len()).map(subset).collect()
}

/// What the edits make of the bytes, the last write torn everywhere.
fn torn(bytes: &[u8], edits: &[Edit], step: usize) -> Vec<Vec<u8>> {
    let after = |edits: &[Edit]| {
        let mut bytes = bytes.to_vec();
        edits.iter().for_each(|edit| edit.apply(&mut bytes));
        bytes
    };
    let mut all = vec![after(edits)];
    let Some((Edit::Put(at, put), before)) = edits.split_last() else { return all };
    for length in (0..put.len()).step_by(step) {
        let zeros = vec![0; put.len() - length];
        let part = |edit: Edit| after(&[before, &[edit]].concat());
        all.push(part(Edit::Put(*at, put[..length].to_vec())));
        all.push(part(Edit::Put(*at, [&put[..length], &zeros].concat())));
        all.push(part(Edit::Put(*at, [&vec![0; length], &put[length..]].concat())));
    }
    all
}

impl Disk for Memory {
    fn kind(&self, path: &Path) -> io::Result<Kind> {
        self.call(|machine, _| match machine.names.get(path) {
            Some(Entry::Directory) => Ok(Kind::Directory),
            Some(Entry::File(_)) => Ok(Kind::File),
            None => Err(ErrorKind::NotFound.into()),
        })
    }

    fn is_directory(&self, path: &Path) -> bool {
        path == Path::new("/") || self.kind(path).is_ok_and(|kind| kind == Kind::Directory)
    }

    fn open(&self, path: &Path, how: How) -> io::Result<Box<dyn Medium>> {
        let file = self.call(|machine, _| match (machine.names.get(path), how) {
            (Some(_), How::New) => Err(ErrorKind::AlreadyExists.into()),
            (Some(Entry::File(file)), _) => Ok(*file),
            (Some(Entry::Directory), _) => Err(ErrorKind::IsADirectory.into()),
            (None, How::New) => {
                let file = machine.new_file();
                machine.change(Change::Put(path.to_owned(), Entry::File(file)));
                Ok(file)
            }
            (None, _) => Err(ErrorKind::NotFound.into()),
        })?;
        let appends = matches!(how, How::Append | How::New);
        Ok(Box::new(Handle { memory: self.clone(), file, at: 0, appends, holds: Mutex::new(false) }))
    }

    fn make_directory(&self, path: &Path) -> io::Result<()> {
        self.call(|machine, _| {
            machine.change(Change::Put(path.to_owned(), Entry::Directory));
            Ok(())
        })
    }

    fn sync_directory(&self, path: &Path) -> io::Result<()> {
        self.call(|machine, _| {
            if !machine.lies.sync_directory {
                let (synced, waiting): (Vec<_>, Vec<_>) =
                    machine.waiting_names.drain(..).partition(|change| change.is_in(path));
                machine.waiting_names = waiting;
                synced.iter().for_each(|change| change.apply(&mut machine.kept_names));
            }
            Ok(())
        })
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call(|machine, _| {
            machine.change(Change::Rename(from.to_owned(), to.to_owned()));
            Ok(())
        })
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.call(|machine, _| {
            if !machine.names.contains_key(path) {
                return Err(ErrorKind::NotFound.into());
            }
            machine.change(Change::Remove(path.to_owned()));
            Ok(())
        })
    }

    fn names(&self, _dir: &Path) -> io::Result<Vec<OsString>> {
        Err(ErrorKind::Unsupported.into())
    }
}

/// An open file.
struct Handle {
    memory: Memory,
    file: usize,
    at: usize,
    appends: bool,
    holds: Mutex<bool>,
}

impl Read for Handle {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let (file, at) = (self.file, self.at);
        let length = self.memory.call(|machine, _| {
            let rest = machine.files[file].seen.get(at..).unwrap_or_default();
            let length = rest.len().min(bytes.len());
            bytes[..length].copy_from_slice(&rest[..length]);
            Ok(length)
        })?;
        self.at += length;
        Ok(length)
    }
}

impl Write for Handle {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let (file, appends, at) = (self.file, self.appends, self.at);
        let (end, length) = self.memory.call(|machine, half| {
            let bytes = if half { &bytes[..bytes.len().div_ceil(2)] } else { bytes };
            let at = if appends { machine.files[file].seen.len() } else { at };
            machine.edit(file, Edit::Put(at, bytes.to_vec()));
            Ok((at + bytes.len(), bytes.len()))
        })?;
        self.at = end;
        Ok(length)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Seek for Handle {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let end = self.memory.machine().files[self.file].seen.len();
        self.at = match to {
            SeekFrom::Start(at) => usize::try_from(at).unwrap(),
            SeekFrom::End(back) => end.checked_add_signed(isize::try_from(back).unwrap()).unwrap(),
            SeekFrom::Current(by) => self.at.checked_add_signed(isize::try_from(by).unwrap()).unwrap(),
        };
        Ok(self.at as u64)
    }
}

impl Medium for Handle {
    fn kind(&self) -> io::Result<Kind> {
        self.memory.call(|_, _| Ok(Kind::File))
    }

    fn length(&self) -> io::Result<u64> {
        self.memory.call(|machine, _| Ok(machine.files[self.file].seen.len() as u64))
    }

    fn sync(&mut self) -> io::Result<()> {
        self.memory.call(|machine, _| {
            if !machine.lies.sync {
                let file = &mut machine.files[self.file];
                file.waiting.clear();
                file.kept.clone_from(&file.seen);
            }
            Ok(())
        })
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.memory.call(|machine, _| {
            if !machine.lies.cut {
                machine.edit(self.file, Edit::Cut(usize::try_from(length).unwrap()));
            }
            Ok(())
        })
    }

    fn is_at(&self, path: &Path) -> io::Result<bool> {
        self.memory.call(|machine, _| match machine.names.get(path) {
            Some(entry) => Ok(*entry == Entry::File(self.file)),
            None => Err(ErrorKind::NotFound.into()),
        })
    }

    fn try_lock(&self) -> Result<(), TryLockError> {
        let taken = self.memory.call(|machine, _| {
            let taken = machine.files[self.file].locked;
            machine.files[self.file].locked = true;
            Ok(taken)
        });
        if taken.map_err(TryLockError::Error)? {
            return Err(TryLockError::WouldBlock);
        }
        *self.holds.lock().unwrap() = true;
        Ok(())
    }

    fn try_lock_shared(&self) -> Result<(), TryLockError> {
        match self.memory.machine().files[self.file].locked {
            true => Err(TryLockError::WouldBlock),
            false => Ok(()),
        }
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        if *self.holds.lock().unwrap() {
            self.memory.machine().files[self.file].locked = false;
        }
    }
}

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::sync::mpsc;

use tempfile::TempDir;

use super::super::desk::Desk;
use super::super::disk::Kind;
use super::super::error::NotAFile;
use super::super::lock::{Held, beside};
use super::*;
use crate::session::{SessionName, Stamp, Started};

fn event(what: What) -> Event {
    let stamp = Stamp {
        at: "2026-11-24T13:06:00Z".parse().unwrap(),
        offset: jiff::tz::Offset::UTC,
        by: "dana".to_owned(),
        reply: None,
    };
    Event { stamp, what }
}

fn started() -> Event {
    event(What::Started(Box::new(Started {
        session: "5f".to_owned(),
        program: "0.1.0".to_owned(),
        origin: "frp".to_owned(),
        digest: "00".to_owned(),
        definition: "title: a\n".to_owned(),
    })))
}

fn note(text: &str) -> Event {
    event(What::Note { step: None, text: text.to_owned() })
}

fn holder() -> Holder {
    let since = "2026-11-24T13:02:00Z".parse().unwrap();
    Holder { by: "dana".to_owned(), host: "ADATUM-PC7".to_owned(), pid: 4242, since }
}

/// A desk with a session `adatum`, of its beginning and one note.
struct Room {
    _dir: TempDir,
    desk: Desk,
    path: PathBuf,
}

impl Room {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let desk = Desk { dir: dir.path().join("state/frp-onboard") };
        let path = desk.path(&name("adatum"));
        Self { _dir: dir, desk, path }
    }

    fn with_session() -> Self {
        let room = Self::new();
        let mut journal = room.create().unwrap();
        journal.append(&note("one")).unwrap();
        room
    }

    fn create(&self) -> Result<Journal, StoreError> {
        self.desk.create(&name("adatum"), &started(), &holder(), &Gate::default())
    }

    fn open(&self) -> Result<(Journal, Vec<Event>), StoreError> {
        Journal::open(&self.path, &holder(), &Gate::default())
    }

    fn read(&self) -> Vec<Event> {
        let reading = Desk::read(&self.path).unwrap();
        assert_eq!((reading.torn, reading.damage), (None, None));
        reading.events
    }

    fn add(&self, bytes: &[u8]) {
        OpenOptions::new().append(true).open(&self.path).unwrap().write_all(bytes).unwrap();
    }

    /// The session's journal on a file that fails as `faults` say.
    fn failing(&self, faults: Faults) -> Journal {
        let (mut journal, _) = self.open().unwrap();
        let file = open::plain(&System, &self.path, How::Append).unwrap();
        journal.medium = Box::new(Failing { file, faults });
        journal
    }

    /// The session's journal as on a file system without locks.
    fn unlocked(&self) -> Journal {
        let file = open::plain(&System, &self.path, How::Append).unwrap();
        let disk = system();
        let lock = Lock::none(&disk, &self.path);
        let mut journal = Journal::new(disk, &self.path, file, lock, &Gate::default());
        journal.tail = Desk::read(&self.path).unwrap().tail;
        journal
    }
}

/// That the lock of `path` is free, or soon is: a process that another test just starts has it too, until it
/// becomes another program.
fn is_freed(path: &Path) -> bool {
    (0..200).any(|_| {
        thread::sleep(Duration::from_millis(10));
        Desk::held(path).unwrap() == Held::Free
    })
}

fn system() -> Arc<dyn Disk> {
    Arc::new(System)
}

fn name(text: &str) -> SessionName {
    text.parse().unwrap()
}

/// How often each call fails before it works again; a write that fails has written some bytes.
#[derive(Default)]
struct Faults {
    reads: u32,
    writes: u32,
    syncs: u32,
    cuts: u32,
}

struct Failing {
    file: Box<dyn Medium>,
    faults: Faults,
}

fn fail(times: &mut u32) -> io::Result<()> {
    match times.checked_sub(1) {
        None => Ok(()),
        Some(fewer) => {
            *times = fewer;
            Err(io::ErrorKind::StorageFull.into())
        }
    }
}

impl Read for Failing {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        fail(&mut self.faults.reads)?;
        self.file.read(bytes)
    }
}

impl Write for Failing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let failed = fail(&mut self.faults.writes);
        let length = if failed.is_ok() { bytes.len() } else { bytes.len() / 2 };
        self.file.write_all(&bytes[..length])?;
        failed.map(|()| length)
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Seek for Failing {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

impl Medium for Failing {
    fn kind(&self) -> io::Result<Kind> {
        self.file.kind()
    }
    fn length(&self) -> io::Result<u64> {
        self.file.length()
    }
    fn is_at(&self, path: &Path) -> io::Result<bool> {
        self.file.is_at(path)
    }
    fn try_lock(&self) -> Result<(), TryLockError> {
        self.file.try_lock()
    }
    fn try_lock_shared(&self) -> Result<(), TryLockError> {
        self.file.try_lock_shared()
    }
    fn sync(&mut self) -> io::Result<()> {
        fail(&mut self.faults.syncs)?;
        self.file.sync()
    }
    fn cut(&mut self, length: u64) -> io::Result<()> {
        fail(&mut self.faults.cuts)?;
        self.file.cut(length)
    }
}

#[test]
fn what_is_recorded_is_there_when_the_session_is_opened_again() {
    let room = Room::new();
    let mut journal = room.create().unwrap();
    assert_eq!(room.read(), [started()]);
    journal.append(&note("one")).unwrap();
    journal.append_all(&[note("two"), note("three")]).unwrap();
    journal.append_all(&[]).unwrap();
    drop(journal);
    let (mut journal, events) = room.open().unwrap();
    assert_eq!(events, [started(), note("one"), note("two"), note("three")]);
    assert_eq!(journal.notices(), []);
    journal.append(&note("four")).unwrap();
    assert_eq!(room.read().len(), 5);
}

#[test]
fn a_name_is_begun_once() {
    let room = Room::with_session();
    let before = fs::read(&room.path).unwrap();
    assert!(matches!(room.create(), Err(StoreError::Exists { .. })));
    let _open = room.open().unwrap();
    assert!(matches!(room.create(), Err(StoreError::Exists { .. })));
    assert_eq!(fs::read(&room.path).unwrap(), before);
    fs::write(room.desk.path(&name("damaged")), "\n").unwrap();
    let create = room.desk.create(&name("damaged"), &started(), &holder(), &Gate::default());
    assert!(matches!(create, Err(StoreError::Exists { .. })));
}

#[test]
fn a_session_whose_first_line_was_cut_off_was_never_begun() {
    let room = Room::with_session();
    for length in [0, 1, 50] {
        open::plain(&System, &room.path, How::Append).unwrap().cut(length).unwrap();
        for error in [room.open().unwrap_err(), Desk::read(&room.path).unwrap_err()] {
            let is_empty = matches!(error, StoreError::Empty { .. });
            assert!(is_empty == (length == 0) && error.is_free(), "{error:?}");
        }
        drop(room.create().unwrap());
        assert_eq!(room.read(), [started()]);
    }
}

#[test]
fn what_somebody_else_keeps_in_the_place_of_a_session_is_not_begun_over() {
    let room = Room::with_session();
    for foreign in [&b"{\"id\":7}"[..], b"hello", b"\x1f\x8b\x08\x08x", b"\0\0\0\x01"] {
        fs::write(&room.path, foreign).unwrap();
        assert!(matches!(room.create(), Err(StoreError::Exists { .. })), "{foreign:?}");
        assert!(matches!(room.open(), Err(StoreError::Damaged { .. })), "{foreign:?}");
        assert_eq!(fs::read(&room.path).unwrap(), foreign);
    }
}

#[test]
fn a_file_of_zeros_is_an_empty_one() {
    let room = Room::with_session();
    fs::write(&room.path, [0; 4096]).unwrap();
    for error in [room.open().unwrap_err(), Desk::read(&room.path).unwrap_err()] {
        assert_eq!(error.to_string(), "the file of session `adatum` holds nothing but zeros");
        assert!(matches!(error, StoreError::Empty { zeros: 4096, .. }) && error.is_free());
    }
    drop(room.create().unwrap());
    assert_eq!(room.read(), [started()]);
}

#[test]
fn a_last_line_that_lost_its_line_feed_alone_is_kept() {
    let room = Room::with_session();
    let whole = fs::read(&room.path).unwrap();
    open::plain(&System, &room.path, How::Append).unwrap().cut(whole.len() as u64 - 1).unwrap();
    assert_eq!(room.read(), [started(), note("one")]);
    let (mut journal, events) = room.open().unwrap();
    assert_eq!((events.as_slice(), journal.notices()), (&[started(), note("one")][..], &[][..]));
    assert_eq!(fs::read(&room.path).unwrap(), whole);
    journal.append(&note("two")).unwrap();
    assert_eq!(room.read(), [started(), note("one"), note("two")]);
}

#[test]
fn only_the_first_event_begins_a_session() {
    let room = Room::with_session();
    let (mut journal, _) = room.open().unwrap();
    assert!(matches!(journal.append(&started()), Err(StoreError::OutOfPlace { .. })));
    let other = room.desk.create(&name("other"), &note("x"), &holder(), &Gate::default());
    assert!(matches!(other, Err(StoreError::OutOfPlace { .. })));
    assert_eq!(room.desk.names().unwrap(), [name("adatum")]);
    assert_eq!(room.read().len(), 2);
}

#[test]
fn a_second_writer_is_told_who_the_first_is_and_may_write_when_that_is_gone() {
    let room = Room::with_session();
    assert!(is_freed(&room.path));
    let first = room.open().unwrap();
    assert_eq!(Desk::held(&room.path).unwrap(), Held::By(Some(holder())));
    let error = room.open().unwrap_err();
    assert_eq!(error.to_string(), "session `adatum` is open in another window");
    assert_eq!(error.details(), ["by dana on ADATUM-PC7 since 2026-11-24T13:02:00Z, process 4242"]);
    assert_eq!(room.read().len(), 2);
    let removed = Desk::remove(&room.path, &holder(), &Gate::default());
    assert!(matches!(removed, Err(StoreError::Locked { .. })));
    drop(first);
    assert!(!beside(&room.path, "holder").exists());
    assert!(is_freed(&room.path));
    room.open().unwrap();
    assert!(beside(&room.path, "lock").exists());
}

#[test]
fn a_holder_file_without_its_lock_says_nothing() {
    let room = Room::with_session();
    fs::write(beside(&room.path, "holder"), serde_json::to_vec(&holder()).unwrap()).unwrap();
    assert!(is_freed(&room.path));
    room.open().unwrap();
    assert!(is_freed(&room.path));
    let lock = File::open(beside(&room.path, "lock")).unwrap();
    lock.lock().unwrap();
    fs::write(beside(&room.path, "holder"), "{").unwrap();
    assert_eq!(Desk::held(&room.path).unwrap(), Held::By(None));
    assert!(matches!(room.open(), Err(StoreError::Locked { holder: None, .. })));
}

#[test]
fn a_lock_that_is_held_for_an_instant_keeps_nobody_out() {
    let room = Room::with_session();
    let lock = File::open(beside(&room.path, "lock")).unwrap();
    lock.lock_shared().unwrap();
    let reader = thread::spawn(move || {
        thread::sleep(Duration::from_millis(30));
        drop(lock);
    });
    room.open().unwrap();
    reader.join().unwrap();
}

#[test]
fn files_beside_a_session_are_never_the_session_itself() {
    for (path, lock) in [
        ("d/adatum.jsonl", "d/adatum.lock"),
        ("adatum.v2.jsonl", "adatum.v2.lock"),
        ("adatum.JSONL", "adatum.lock"),
        ("adatum", "adatum.lock"),
        ("adatum.lock", "adatum.lock.lock"),
        ("adatum.json", "adatum.json.lock"),
        (".jsonl", ".jsonl.lock"),
    ] {
        assert_eq!(beside(Path::new(path), "lock"), Path::new(lock));
    }
}

#[test]
fn a_torn_line_is_taken_out_with_a_notice() {
    let room = Room::with_session();
    let whole = fs::read(&room.path).unwrap();
    room.add(b"{\"n\":3,\"at\":\"20");
    assert_eq!(Desk::read(&room.path).unwrap().events.len(), 2);
    assert_ne!(fs::read(&room.path).unwrap(), whole, "a reader changes nothing");
    let (mut journal, events) = room.open().unwrap();
    assert_eq!(events, [started(), note("one")]);
    assert_eq!(journal.notices(), [Notice::Torn(Torn { line: 3, bytes: 15 })]);
    assert_eq!(fs::read(&room.path).unwrap(), whole);
    journal.append(&note("two")).unwrap();
    assert_eq!(room.read(), [started(), note("one"), note("two")]);
}

#[test]
fn a_damaged_or_newer_session_is_refused_and_kept() {
    let room = Room::with_session();
    let text = fs::read_to_string(&room.path).unwrap();
    fs::write(&room.path, text.replace("one", "two")).unwrap();
    let error = room.open().unwrap_err();
    assert_eq!(error.to_string(), "session `adatum` is damaged at line 2 of its file");
    assert_eq!(
        error.details(),
        [
            &*room.path.display().to_string(),
            "line 2 does not follow from line 1; line 1 is whole",
            "nothing was changed"
        ]
    );
    assert_eq!(Desk::read(&room.path).unwrap().events, [started()]);
    fs::write(&room.path, "{\"format\":2,\"n\":1}\n").unwrap();
    let error = room.open().unwrap_err();
    assert_eq!(error.details()[1], "the file has format 2, this program reads format 1");
    assert_eq!(fs::read(&room.path).unwrap(), b"{\"format\":2,\"n\":1}\n");
    assert!(is_freed(&room.path));
}

#[test]
fn a_write_that_fails_is_set_back_and_may_be_tried_again() {
    for faults in [Faults { writes: 1, ..Faults::default() }, Faults { syncs: 1, ..Faults::default() }] {
        let room = Room::with_session();
        let whole = fs::read(&room.path).unwrap();
        let mut journal = room.failing(faults);
        let error = journal.append(&note("two")).unwrap_err();
        assert!(error.is_full());
        assert_eq!(error.to_string(), "cannot record: the disk is full");
        assert_eq!(error.details()[1], "your last answer was not recorded; all before it are");
        assert_eq!(fs::read(&room.path).unwrap(), whole);
        journal.append(&note("three")).unwrap();
        assert_eq!(room.read(), [started(), note("one"), note("three")]);
    }
}

#[test]
fn what_could_not_be_set_back_is_said_and_settled_before_the_next_line() {
    let room = Room::with_session();
    let whole = fs::read(&room.path).unwrap();
    let mut journal = room.failing(Faults { writes: 1, cuts: 2, ..Faults::default() });
    let error = journal.append(&note("two")).unwrap_err();
    assert!(matches!(error, StoreError::NotRecorded { left: Some(_), .. }));
    assert!(error.details()[1].ends_with("it may or may not be"));
    assert!(fs::read(&room.path).unwrap().len() > whole.len());
    assert_eq!(Desk::read(&room.path).unwrap().torn.map(|torn| torn.line), Some(3));
    let error = journal.append(&note("three")).unwrap_err();
    assert!(matches!(error, StoreError::NotRecorded { .. }));
    journal.append(&note("four")).unwrap();
    assert_eq!(room.read(), [started(), note("one"), note("four")]);
}

/// Where there are no locks, or somebody deleted the file of one.
#[test]
fn what_another_wrote_meanwhile_is_not_set_back() {
    let room = Room::with_session();
    let mut journal = room.unlocked();
    let file = open::plain(&System, &room.path, How::Append).unwrap();
    journal.medium = Box::new(Failing { file, faults: Faults { writes: 1, cuts: 1, ..Faults::default() } });
    assert!(matches!(journal.append(&note("two")), Err(StoreError::NotRecorded { left: Some(_), .. })));
    let (mut other, events) = room.open().unwrap();
    assert_eq!(events.len(), 2);
    other.append(&note("of another")).unwrap();
    let error = journal.append(&note("three")).unwrap_err();
    assert!(matches!(error, StoreError::Changed { .. }), "{error:?}");
    assert_eq!(room.read(), [started(), note("one"), note("of another")]);
}

#[test]
fn a_file_that_cannot_be_looked_at_says_that_nothing_was_recorded() {
    let room = Room::with_session();
    let error = room.failing(Faults { reads: 1, ..Faults::default() }).append(&note("two")).unwrap_err();
    assert_eq!(error.details()[1], "your last answer was not recorded; all before it are");
    assert_eq!(room.read().len(), 2);
}

#[test]
fn a_session_that_cannot_be_begun_leaves_no_file() {
    for faults in [Faults { writes: 1, ..Faults::default() }, Faults { syncs: 1, ..Faults::default() }] {
        let room = Room::new();
        open::make_directory(&System, &room.desk.dir).unwrap();
        let file = open::plain(&System, &room.path, How::New).unwrap();
        let medium = Box::new(Failing { file, faults });
        let lock = Lock::take(&system(), &room.path, &holder()).unwrap();
        let mut journal = Journal::new(system(), &room.path, medium, lock, &Gate::default());
        let error = journal.begin(&started()).unwrap_err();
        assert_eq!(error.to_string(), "cannot begin session `adatum`: the disk is full");
        assert!(error.is_full() && !room.path.exists());
        drop(journal);
        room.create().unwrap();
    }
}

#[test]
fn a_session_grows_no_larger_than_what_is_read() {
    let room = Room::with_session();
    let (mut journal, _) = room.open().unwrap();
    let tail = journal.tail.clone();
    journal.tail.whole_bytes = JOURNAL_CAP - 10;
    assert!(matches!(journal.write(&[note("two")]), Err(StoreError::TooLarge { .. })));
    journal.tail = tail;
    journal.append(&note("two")).unwrap();
    assert_eq!(room.read().len(), 3);
    journal.medium.cut(JOURNAL_CAP + 1).unwrap();
    assert!(matches!(Desk::read(&room.path), Err(StoreError::TooLarge { .. })));
}

#[test]
fn without_locks_it_is_said_and_a_second_writer_is_noticed_before_each_line() {
    let room = Room::with_session();
    let (mut first, mut second) = (room.unlocked(), room.unlocked());
    assert_eq!(first.notices(), [Notice::NoLocks]);
    first.append(&note("first")).unwrap();
    let error = second.append(&note("second")).unwrap_err();
    assert!(matches!(error, StoreError::Changed { .. }));
    first.append(&note("again")).unwrap();
    assert_eq!(room.read(), [started(), note("one"), note("first"), note("again")]);
}

#[test]
fn a_file_changed_moved_or_deleted_meanwhile_is_not_written_to() {
    let room = Room::with_session();
    let whole = fs::read(&room.path).unwrap();
    let mut altered = whole.clone();
    let last = altered.len() - 10;
    altered[last] ^= 1;
    let changes: [&dyn Fn(); 4] = [
        &|| fs::write(&room.path, &altered).unwrap(),
        &|| room.add(b"x"),
        &|| fs::remove_file(&room.path).unwrap(),
        &|| {
            fs::rename(&room.path, room.path.with_extension("old")).unwrap();
            fs::write(&room.path, &whole).unwrap();
        },
    ];
    for change in changes {
        fs::write(&room.path, &whole).unwrap();
        let (mut journal, _) = room.open().unwrap();
        change();
        let error = journal.append(&note("lost")).unwrap_err();
        assert!(matches!(error, StoreError::Changed { .. }), "{error:?}");
    }
}

#[test]
fn a_cut_line_that_still_grows_is_not_taken_out_without_a_lock() {
    let room = Room::with_session();
    room.add(b"{\"n\":3,");
    let torn = Desk::read(&room.path).unwrap().torn.unwrap();
    let mut journal = room.unlocked();
    room.add(b"\"at\"");
    assert!(matches!(journal.take_out(torn), Err(StoreError::Changed { .. })));
    let torn = Desk::read(&room.path).unwrap().torn.unwrap();
    journal.take_out(torn).unwrap();
    assert_eq!(room.read().len(), 2);
}

#[test]
fn nothing_is_written_while_the_gate_is_held() {
    let room = Room::with_session();
    let gate = Gate::default();
    let (mut journal, _) = Journal::open(&room.path, &holder(), &gate).unwrap();
    let held = gate.hold();
    let (tell, told) = mpsc::channel();
    let writer = thread::spawn(move || {
        journal.append(&note("two")).unwrap();
        tell.send(()).unwrap();
    });
    assert!(told.recv_timeout(Duration::from_millis(100)).is_err());
    assert_eq!(room.read().len(), 2);
    drop(held);
    told.recv_timeout(Duration::from_secs(10)).unwrap();
    writer.join().unwrap();
    assert_eq!(room.read().len(), 3);
}

#[test]
fn a_desk_names_its_sessions_and_nothing_else() {
    let room = Room::new();
    assert_eq!(room.desk.names().unwrap(), []);
    room.create().unwrap();
    for file in ["b.jsonl", "B.jsonl", "con.jsonl", "b.json", ".jsonl", "x y.jsonl", "a.b.jsonl"] {
        fs::write(room.desk.dir.join(file), "").unwrap();
    }
    assert_eq!(room.desk.names().unwrap(), [name("adatum"), name("b")]);
    let file = Desk { dir: room.path.clone() };
    assert!(matches!(file.names(), Err(StoreError::Io { .. })));
}

#[test]
fn a_removed_session_is_gone_whole_or_not() {
    let room = Room::with_session();
    room.add(b"\n\n");
    Desk::remove(&room.path, &holder(), &Gate::default()).unwrap();
    assert!(matches!(Desk::read(&room.path), Err(StoreError::NotFound { .. })));
    let error = Desk::remove(&room.path, &holder(), &Gate::default()).unwrap_err();
    assert_eq!(error.to_string(), "no session `adatum`");
    assert!(matches!(room.open(), Err(StoreError::NotFound { .. })));
    room.create().unwrap();
}

#[cfg(unix)]
mod on_unix {
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::{Command, Output};

    use super::*;

    type Put<'a> = &'a dyn Fn(&Path);

    const DIR: &str = "FRP_ONBOARD_TEST_DIR";

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o7777
    }

    /// Runs the test `name` of this file in a process of its own after `setting` of the shell.
    fn child(setting: &str, name: &str, dir: &Path) -> Output {
        let script = format!("{setting}; exec \"$0\" --exact --ignored \"$1\"");
        let test = format!("{}::{name}", module_path!().split_once("::").unwrap().1);
        let program = std::env::current_exe().unwrap();
        Command::new("sh").args(["-c", &script]).arg(program).arg(test).env(DIR, dir).output().unwrap()
    }

    #[expect(clippy::disallowed_methods, reason = "how a test is told of its parent's directory")]
    fn parents_desk() -> Option<Desk> {
        std::env::var_os(DIR).map(|dir| Desk { dir: dir.into() })
    }

    fn succeeds(output: &Output) {
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && text.contains("1 passed"), "{text}");
    }

    #[test]
    fn what_is_no_plain_file_is_refused_at_once_in_every_place() {
        let room = Room::with_session();
        let dir = &room.desk.dir;
        let real = dir.join("real.jsonl");
        fs::rename(&room.path, &real).unwrap();
        let pipe = |path: &Path| {
            assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
        };
        let kinds: [(NotAFile, Put<'_>); 6] = [
            (NotAFile::Special, &pipe),
            (NotAFile::Directory, &|path| fs::create_dir(path).unwrap()),
            (NotAFile::Link, &|path| symlink(&real, path).unwrap()),
            (NotAFile::Link, &|path| symlink("/dev/full", path).unwrap()),
            (NotAFile::Link, &|path| symlink("/dev/tty", path).unwrap()),
            (NotAFile::Link, &|path| symlink("nowhere", path).unwrap()),
        ];
        for (kind, put) in kinds {
            put(&room.path);
            let errors = [
                room.open().unwrap_err(),
                Desk::read(&room.path).unwrap_err(),
                Desk::remove(&room.path, &holder(), &Gate::default()).unwrap_err(),
            ];
            for error in errors {
                assert!(
                    matches!(error, StoreError::NotAFile { kind: found, .. } if found == kind),
                    "{error:?}"
                );
            }
            assert!(matches!(room.create(), Err(StoreError::Exists { .. })));
            fs::remove_dir(&room.path).or_else(|_| fs::remove_file(&room.path)).unwrap();
        }
        let error = Desk::read(Path::new("/dev/full")).unwrap_err();
        assert!(matches!(error, StoreError::NotAFile { kind: NotAFile::Special, .. }));

        fs::rename(&real, &room.path).unwrap();
        let lock = beside(&room.path, "lock");
        fs::remove_file(&lock).unwrap();
        symlink(&room.path, &lock).unwrap();
        assert!(matches!(room.open(), Err(StoreError::NotAFile { kind: NotAFile::Link, .. })));
        fs::remove_file(&lock).unwrap();
        let holder_path = beside(&room.path, "holder");
        symlink(&room.path, holder_path).unwrap();
        room.open().unwrap();
        assert_eq!(room.read().len(), 2, "the holder is not written through a link");
    }

    #[test]
    fn files_and_directories_are_the_owners_alone_whatever_the_umask() {
        for umask in ["000", "022", "077", "277", "777"] {
            let dir = tempfile::tempdir().unwrap();
            let state = dir.path().join("state");
            succeeds(&child(&format!("umask {umask}"), "begins_and_holds", &state.join("frp-onboard")));
            assert_eq!(mode(&state), 0o700, "{umask}");
            assert_eq!(mode(&state.join("frp-onboard")), 0o700, "{umask}");
            for file in ["adatum.jsonl", "adatum.lock", "adatum.holder"] {
                assert_eq!(mode(&state.join("frp-onboard").join(file)), 0o600, "{umask} {file}");
            }
        }
    }

    #[test]
    fn a_session_begun_in_the_place_of_an_empty_file_is_the_owners_alone() {
        let room = Room::new();
        open::make_directory(&System, &room.desk.dir).unwrap();
        let readable = |path: &Path, text| {
            fs::write(path, text).unwrap();
            fs::set_permissions(path, fs::Permissions::from_mode(0o644)).unwrap();
        };
        readable(&room.path, "");
        drop(room.create().unwrap());
        assert_eq!((mode(&room.path), room.read().len()), (0o600, 1));
        // What a recovery that was killed left, and a copy put it back with other rights.
        let salvage = Desk::salvage(&room.path).unwrap();
        let recovered = room.desk.path(&name("recovered"));
        readable(&beside(&recovered, "part"), "{\"format\":1");
        room.desk.restore(&name("recovered"), &salvage, &note("x"), &holder(), &Gate::default()).unwrap();
        assert_eq!(mode(&recovered), 0o600);
        assert!(!beside(&recovered, "part").exists());
    }

    #[test]
    #[ignore = "run by files_and_directories_are_the_owners_alone_whatever_the_umask"]
    fn begins_and_holds() {
        let Some(desk) = parents_desk() else { return };
        let journal = desk.create(&name("adatum"), &started(), &holder(), &Gate::default()).unwrap();
        std::mem::forget(journal);
    }

    #[test]
    fn a_file_that_may_not_grow_keeps_its_whole_lines() {
        let room = Room::with_session();
        succeeds(&child("trap '' XFSZ; ulimit -f 8", "writes_until_it_may_not", &room.desk.dir));
        let count = room.read().len();
        assert!(count > 4, "{count}");
        let (mut journal, _) = room.open().unwrap();
        journal.append(&note("there is room again")).unwrap();
        assert_eq!(room.read().len(), count + 1);
    }

    #[test]
    #[ignore = "run by a_file_that_may_not_grow_keeps_its_whole_lines"]
    fn writes_until_it_may_not() {
        let Some(desk) = parents_desk() else { return };
        let path = desk.path(&name("adatum"));
        let (mut journal, _) = Journal::open(&path, &holder(), &Gate::default()).unwrap();
        let mut recorded = 2;
        let error = loop {
            match journal.append(&note(&"x".repeat(100))) {
                Ok(()) => recorded += 1,
                Err(error) => break error,
            }
        };
        assert!(matches!(&error, StoreError::NotRecorded { left: None, .. }), "{error:?}");
        assert_eq!(error.to_string(), "cannot record: the file may not grow any more");
        let reading = Desk::read(&path).unwrap();
        assert_eq!((reading.events.len(), reading.torn, reading.damage), (recorded, None, None));
    }
}

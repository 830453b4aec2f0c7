"""What the store may have to say: disk, lock, key, damage, a crash, and a journal that does not add up."""

from __future__ import annotations

from app.marks import N_

SENTENCES: dict[str, str] = {
    "store.busy": N_("Another program is writing to the store. Wait until it has finished, then try again."),
    "store.full": N_("The disk is full. Nothing was written. Make room, then do it again."),
    "store.not-written": N_(
        "The disk did not take what was written. Nothing was kept. Check that it has room and is in order, then do it "
        "again."
    ),
    "store.read-only": N_("The store may not be written here. Check who may write to its folder, then try again."),
    "store.damaged": N_(
        "The database of the store is damaged. Do not work on; keep the folder as it is and put a backup in its place."
    ),
    "store.damaged-pages": N_(
        "The database of the store is damaged (pages that are not as they were written: {count}, the first: {first}). "
        "Do not work on; keep the folder as it is and put a backup in its place."
    ),
    "store.wrong-key": N_(
        "The database of the store does not open with its key: the beginning of the file is damaged, or it belongs to "
        "another store. Put it back from a backup of the same store."
    ),
    "store.cannot-open": N_("The database of the store cannot be opened. Check the folder and who may read it."),
    "store.missing": N_("There is no store in {directory}. Check the folder, or make a store with “placet init”."),
    "store.exists": N_("There is a store in {directory} already. Choose another folder."),
    "store.directory": N_("The folder {directory} cannot be made: {reason}. Choose another one."),
    "store.unfinished": N_(
        "The store was never finished when it was made. Remove its folder and make the store again."
    ),
    "store.later-version": N_(
        "The store was written by a later version of Placet (form {version}). Open it with that version."
    ),
    "store.recovered": N_(
        "Placet had not been closed in order. The tree over all {size} acts agrees with the signed checkpoint, the "
        "signatures of the last {verified} acts are good, and all lists were rebuilt. Check whether the last thing you "
        "did is there."
    ),
    "store.tables-differ": N_(
        "The derived tables do not agree with the acts. Run “placet journal rebuild”; the acts themselves are not "
        "touched."
    ),
    "store.head-behind": N_(
        "The journal holds fewer acts than its head says: an older copy of the database was put in its place. Sign "
        "nothing; bring the newer copy back, or tell your agency head."
    ),
    "store.head-forked": N_(
        "The journal holds other acts than those its head speaks of: this is another copy of the store, which went its "
        "own way. Sign nothing and tell your agency head."
    ),
    "store.head-missing": N_(
        "The head that stands beside the database is missing, so that an older copy could not be noticed. If nobody "
        "moved the store, tell your agency head."
    ),
    "store.head-tampered": N_(
        "The head that stands beside the database was changed or belongs to another store. Sign nothing and tell your "
        "agency head."
    ),
    "store.head-broken": N_(
        "The head that stands beside the database is damaged, so that an older copy could not be noticed. Put the file "
        "back from a backup, or tell your agency head."
    ),
    "case.reference-taken": N_("Another case bears this reference already. Nothing was written; try again."),
    "verify.cancelled": N_("The verification was stopped before its end; nothing follows from it. Start it again."),
    "verify.process-died": N_(
        "A process that helped to verify ended before its work was done, perhaps for want of memory; nothing follows "
        "from it. Close other programs, then start the verification again."
    ),
    "journal.root": N_(
        "The acts of the journal are not those over which the station signed its checkpoint ({said} acts signed, "
        "{found} found). Acts were changed, removed or added. Keep the folder as it is and tell an auditor."
    ),
    "journal.columns": N_(
        "Act {line} is listed otherwise than its signed text says. Keep the folder as it is and tell an auditor."
    ),
    "journal.rule": N_(
        "Act {line} is signed but breaks a rule ({rule}): it should never have been taken in. Keep the folder as it is "
        "and tell an auditor."
    ),
}

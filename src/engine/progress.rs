use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU64, Ordering},
};

/// How far a request about many items is, and whether somebody wants it to end. It can be
/// cancelled as long as nothing is written; then nothing has changed. What is written piece by piece can
/// be cancelled at any time, and what is done stays done. Clones share what they tell.
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    done: AtomicU64,
    total: AtomicU64,
    cancelled: AtomicBool,
    writing: AtomicBool,
    piecemeal: AtomicBool,
}

impl Progress {
    /// So many of so many items have been looked at.
    #[must_use]
    pub fn told(&self) -> (u64, u64) {
        (self.0.done.load(Ordering::Relaxed), self.0.total.load(Ordering::Relaxed))
    }

    /// Asks for an end without any change.
    pub fn cancel(&self) {
        self.0.cancelled.store(true, Ordering::SeqCst);
    }

    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::SeqCst)
    }

    /// Everything was looked at, and it is too late to cancel.
    #[must_use]
    pub fn is_writing(&self) -> bool {
        self.0.writing.load(Ordering::SeqCst)
    }

    pub(super) fn begin(&self, total: usize) {
        self.0.total.store(total as u64, Ordering::Relaxed);
    }

    /// It is written piece by piece: what is done when it is cancelled stays done.
    #[must_use]
    pub fn is_piecemeal(&self) -> bool {
        self.0.piecemeal.load(Ordering::SeqCst)
    }

    pub(super) fn begin_piecemeal(&self, total: u64) {
        self.0.total.store(total, Ordering::Relaxed);
        self.0.piecemeal.store(true, Ordering::SeqCst);
    }

    pub(super) fn advance(&self, by: usize) {
        self.0.done.fetch_add(by as u64, Ordering::Relaxed);
    }

    pub(super) fn step(&self) {
        self.0.done.fetch_add(1, Ordering::Relaxed);
    }

    /// From now on it is written, unless it was cancelled; returns whether it may be.
    pub(super) fn begin_writing(&self) -> bool {
        self.0.writing.store(true, Ordering::SeqCst);
        !self.is_cancelled()
    }
}

//! Work beside the window's thread: sorting and filtering long lists, layouts, checks. A frame
//! never waits for it; what is ready is taken in the pass that follows.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
        mpsc,
    },
    thread,
};

/// Starts jobs. Cheap to clone.
#[derive(Clone, Default)]
pub struct Worker {
    /// Who is told that there is something new to see; nobody: jobs are done at once, in the
    /// thread that asks, as tests want it.
    wake: Option<egui::Context>,
}

/// What a job looks at and tells while it runs.
#[derive(Clone, Default)]
pub struct Progress {
    cancelled: Arc<AtomicBool>,
    done: Arc<AtomicU64>,
    total: Arc<AtomicU64>,
}

impl Progress {
    /// Whether nobody wants the result any more.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// How far it is: `done` of `total` pieces.
    pub fn tell(&self, done: usize, total: usize) {
        self.total.store(total as u64, Ordering::Relaxed);
        self.done.store(done as u64, Ordering::Relaxed);
    }

    /// From 0 to 1; `None` while that is not known.
    #[must_use]
    pub fn share(&self) -> Option<f32> {
        let total = self.total.load(Ordering::Relaxed);
        (total > 0).then(|| self.done.load(Ordering::Relaxed) as f32 / total as f32)
    }

    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}

/// Work that is under way. Dropping it cancels it.
pub struct Job<T> {
    result: mpsc::Receiver<T>,
    progress: Progress,
}

impl<T> Job<T> {
    /// The result, once it is there; it is given out once.
    pub fn take(&mut self) -> Option<T> {
        self.result.try_recv().ok()
    }

    #[must_use]
    pub fn progress(&self) -> &Progress {
        &self.progress
    }
}

impl<T> Drop for Job<T> {
    fn drop(&mut self) {
        self.progress.cancel();
    }
}

impl Worker {
    /// Jobs run on threads of their own, and `ctx` is drawn again when one is done.
    #[must_use]
    pub fn threads(ctx: &egui::Context) -> Self {
        Self { wake: Some(ctx.clone()) }
    }

    /// Jobs are done at once.
    #[must_use]
    pub fn inline() -> Self {
        Self { wake: None }
    }

    /// Frees beside the window's thread what takes a moment to free, such as 100,000 texts.
    pub fn free<T: Send + 'static>(&self, value: T) {
        drop(self.run("free", move |_| drop(value)));
    }

    /// Starts a job. One that takes long looks at [`Progress::is_cancelled`] now and then.
    pub fn run<T: Send + 'static>(&self, name: &str, work: impl FnOnce(&Progress) -> T + Send + 'static) -> Job<T> {
        let progress = Progress::default();
        let (sender, result) = mpsc::channel();
        match &self.wake {
            None => drop(sender.send(work(&progress))),
            Some(ctx) => {
                let (ctx, told) = (ctx.clone(), progress.clone());
                let thread = thread::Builder::new().name(name.to_owned()).spawn(move || {
                    let done = work(&told);
                    // nobody waits for it any more when the job was dropped
                    if sender.send(done).is_ok() {
                        ctx.request_repaint();
                    }
                });
                if let Err(error) = thread {
                    log::error!("{name}: {error}");
                }
            }
        }
        Job { result, progress }
    }
}

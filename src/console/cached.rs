//! What is worked out beside the window's thread and kept until it is about something else.

use super::worker::{Job, Worker};

/// A value with the key of what it was made from. While a newer one is under way the last one
/// stands in for it; there is one job at a time.
pub struct Cached<K, T> {
    made: Option<(K, T)>,
    job: Option<(K, Job<T>)>,
}

impl<K, T> Default for Cached<K, T> {
    fn default() -> Self {
        Self { made: None, job: None }
    }
}

impl<K: PartialEq, T: Send + 'static> Cached<K, T> {
    /// The newest value that there is.
    pub fn get(
        &mut self,
        key: K,
        worker: &Worker,
        name: &str,
        make: impl FnOnce() -> T + Send + 'static,
    ) -> Option<&T> {
        self.take();
        if self.job.is_none() && self.made.as_ref().is_none_or(|(of, _)| *of != key) {
            self.job = Some((key, worker.run(name, |_| make())));
            // where work is done at once it is done already
            self.take();
        }
        self.made.as_ref().map(|(_, value)| value)
    }

    /// The newest value that there is, whatever it was made from.
    pub fn newest(&mut self) -> Option<&T> {
        self.take();
        self.made.as_ref().map(|(_, value)| value)
    }

    /// A value that was made elsewhere.
    pub fn put(&mut self, key: K, value: T) {
        self.made = Some((key, value));
    }

    fn take(&mut self) {
        if let Some((key, mut job)) = self.job.take() {
            match job.take() {
                Some(value) => self.made = Some((key, value)),
                None => self.job = Some((key, job)),
            }
        }
    }
}

"""From items to files: a spool on disk while the run goes on, merged, sorted and published when it ends."""

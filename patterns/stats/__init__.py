"""Pattern evaluation, pure: numpy and scipy in, frozen results out; docs/statistics.md tells how and why."""

package org.consulkv.faults.kv;

/// A write under a lock.
///
/// @param lockIndex how often the lock had been taken: the fencing number
/// @param modifyIndex of the write
public record Fenced(long lockIndex, long modifyIndex) {}

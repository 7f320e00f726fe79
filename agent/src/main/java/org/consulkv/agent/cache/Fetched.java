package org.consulkv.agent.cache;

/// An answer of a server.
///
/// @param index the index it was made at; a watch waits for a later one
/// @param bytes what it takes, about
public record Fetched<A>(A answer, long index, long bytes) {}

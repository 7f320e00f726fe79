package org.consulkv.state;

/// A value and the index it was read at, which `X-Consul-Index` reports: at least 1, and a later
/// change of the value has a greater one.
public record Indexed<T>(long index, T value) {}

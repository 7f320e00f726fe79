package org.consulkv.faults.kv;

/// One key as the API shows it.
public record Entry(String key, String value, long createIndex, long modifyIndex) {}

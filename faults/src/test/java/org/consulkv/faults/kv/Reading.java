package org.consulkv.faults.kv;

/// The consistency a read asks for.
public enum Reading {
  DEFAULT(""),
  CONSISTENT("consistent"),
  STALE("stale");

  private final String parameter;

  Reading(String parameter) {
    this.parameter = parameter;
  }

  String parameter() {
    return parameter;
  }
}

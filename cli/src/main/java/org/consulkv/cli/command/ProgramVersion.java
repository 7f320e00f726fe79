package org.consulkv.cli.command;

/// What `consul version` reports.
///
/// @param number such as `1.10.12`, without a leading v
/// @param revision the source's revision, empty if unknown
public record ProgramVersion(String number, String revision) {}

package org.consulkv.agent.config;

import java.nio.file.Path;
import java.util.Optional;

/// What the agent keeps on the machine.
///
/// @param dataDir empty only in dev mode
/// @param enableDebug whether diagnostics are served without a right to them
public record ProcessConfig(Optional<Path> dataDir, Optional<Path> pidFile, boolean enableDebug) {}

/// The agent's configuration: files (HCL and JSON), flags and environment, merged by Consul's rules
/// into one immutable record per section.
@NullMarked
package org.consulkv.agent.config;

import org.jspecify.annotations.NullMarked;

/// Addresses in the configuration: this machine's interfaces and go-sockaddr templates.
@NullMarked
package org.consulkv.agent.config.address;

import org.jspecify.annotations.NullMarked;

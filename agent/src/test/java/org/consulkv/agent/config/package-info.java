@NullMarked
package org.consulkv.agent.config;

import org.jspecify.annotations.NullMarked;

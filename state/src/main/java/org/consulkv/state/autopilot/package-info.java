/// The rules by which servers look after themselves, as operators set them.
@NullMarked
package org.consulkv.state.autopilot;

import org.jspecify.annotations.NullMarked;

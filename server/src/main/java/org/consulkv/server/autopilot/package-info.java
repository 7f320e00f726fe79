/// How the servers look after themselves: their health, and who of them has a vote.
@NullMarked
package org.consulkv.server.autopilot;

import org.jspecify.annotations.NullMarked;

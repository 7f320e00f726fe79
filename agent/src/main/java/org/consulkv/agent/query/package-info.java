/// Prepared queries that are executed in other datacenters.
@NullMarked
package org.consulkv.agent.query;

import org.jspecify.annotations.NullMarked;

/// Takes questions in and sends answers out.
@NullMarked
package org.consulkv.dns.listener;

import org.jspecify.annotations.NullMarked;

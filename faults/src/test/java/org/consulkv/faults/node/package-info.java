/// One real server process: started, asked, killed, restarted.
@NullMarked
package org.consulkv.faults.node;

import org.jspecify.annotations.NullMarked;

/** Training runs that go on after a kill: where they are, and what they keep on the disk. */
@NullMarked
package org.al4j.models.internal.resume;

import org.jspecify.annotations.NullMarked;

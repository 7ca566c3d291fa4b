package org.al4j.models.checkpoint;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Assumptions;

/** Counts the files that this process has open; skips the test where that is not known. */
public final class OpenFiles {
  private OpenFiles() {}

  public static long count() throws JMException {
    ObjectName os = new ObjectName("java.lang:type=OperatingSystem");
    boolean counted =
        Arrays.stream(ManagementFactory.getPlatformMBeanServer().getMBeanInfo(os).getAttributes())
            .anyMatch(a -> a.getName().equals("OpenFileDescriptorCount"));
    Assumptions.assumeTrue(counted, "this platform does not count open files");
    return (Long)
        ManagementFactory.getPlatformMBeanServer().getAttribute(os, "OpenFileDescriptorCount");
  }
}

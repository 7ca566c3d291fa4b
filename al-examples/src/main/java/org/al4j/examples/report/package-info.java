/**
 * Reports on simulated runs: tables, learning curves as SVG, PNG and CSV, and a self-contained HTML
 * page.
 */
@NullMarked
package org.al4j.examples.report;

import org.jspecify.annotations.NullMarked;

/** What every host of extenders keeps, as tests. */
package org.qgate.ext.contract;

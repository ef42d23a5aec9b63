package org.namjai.platform.account;

/** A transfer of the books beside the order that made it, for comparison with a repeated one. */
record PostedOrder(TransferOrder order, Transfer transfer) {}

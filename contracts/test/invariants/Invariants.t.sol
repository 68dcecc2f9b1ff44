// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Base } from "../base/Base.sol";
import { Handler } from "./Handler.sol";

/// @notice C-31 to C-37 after every step of random histories, and an exit of everybody at their end.
contract InvariantsTest is Base {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    /// @dev Share of steps that must get through, or the histories would be about refusals.
    uint256 private constant LEAST_DONE_PERCENT = 60;

    Handler private handler;

    function setUp() public {
        handler = new Handler();
        handler.setUp();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        targets[0].addr = address(handler);
        targets[0].selectors = _steps();
    }

    function invariant_everyPropertyHoldsAfterEveryStep() external view {
        handler.requireBooksBalanced();
        handler.requireReplacedKeysStayAway();
        handler.requireStakeStillAnswers();
    }

    function afterInvariant() external {
        handler.requireEndedJobsStayEnded();
        handler.requireReplacedKeysStayKnown();
        vm.assertTrue(
            handler.done() * 100 >= handler.calls() * LEAST_DONE_PERCENT,
            string.concat(
                "C-37 ", vm.toString(handler.done()), " of ", vm.toString(handler.calls())
            )
        );
        if (vm.envOr("AZRA_CAMPAIGN", false)) _count();
        handler.everybodyLeaves();
    }

    /// @dev "done calls" of one history, for who adds them up.
    function _count() private {
        vm.writeLine(
            "target/invariants/steps.txt",
            string.concat(vm.toString(handler.done()), " ", vm.toString(handler.calls()))
        );
    }

    /// @dev Steps that come twice are taken twice as often.
    function _steps() private view returns (bytes4[] memory steps) {
        steps = new bytes4[](37);
        steps[0] = handler.deposit.selector;
        steps[1] = handler.withdrawFree.selector;
        steps[2] = handler.openJob.selector;
        steps[3] = handler.openOrder.selector;
        steps[4] = handler.openAgain.selector;
        steps[5] = handler.revokeOrders.selector;
        steps[6] = handler.refundJob.selector;
        steps[7] = handler.donate.selector;
        steps[8] = handler.registerNode.selector;
        steps[9] = handler.addStake.selector;
        steps[10] = handler.unbond.selector;
        steps[11] = handler.rebond.selector;
        steps[12] = handler.withdrawStake.selector;
        steps[13] = handler.handOver.selector;
        steps[14] = handler.cancelJob.selector;
        steps[15] = handler.settleJobs.selector;
        steps[16] = handler.claim.selector;
        steps[17] = handler.claimFees.selector;
        steps[18] = handler.attest.selector;
        steps[19] = handler.shorten.selector;
        steps[20] = handler.suspend.selector;
        steps[21] = handler.publish.selector;
        steps[22] = handler.pass.selector;
        steps[23] = handler.attest.selector;
        steps[24] = handler.settleJobs.selector;
        steps[25] = handler.openJob.selector;
        steps[26] = handler.openSession.selector;
        steps[27] = handler.settleSession.selector;
        steps[28] = handler.settleSession.selector;
        steps[29] = handler.giveNotice.selector;
        steps[30] = handler.reclaimSession.selector;
        steps[31] = handler.condemn.selector;
        steps[32] = handler.proveEquivocation.selector;
        steps[33] = handler.vetoCase.selector;
        steps[34] = handler.executeCase.selector;
        steps[35] = handler.claimOwed.selector;
        steps[36] = handler.attest.selector;
    }
}

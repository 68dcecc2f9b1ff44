// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { INodeRegistry } from "../../src/interfaces/INodeRegistry.sol";
import { JobTerms } from "../../src/types/JobTerms.sol";
import { NodeId } from "../../src/types/NodeId.sol";
import { PolicyTerms } from "../../src/types/Policy.sol";
import { Verdict } from "../../src/types/Verdict.sol";
import { Network } from "../base/Network.sol";

/// @notice C-43: what stolen, removed or interrupted roles can do (C32 to C38).
contract PowerAttacksTest is Network {
    function setUp() public override {
        super.setUp();
        _launch();
    }

    function test_C32_jobsGoOnWhateverBecomesOfTheAttestors() public {
        _open(_terms(0));
        vm.startPrank(owner);
        registry.setThreshold(1);
        registry.removeAttestor(vm.addr(attestorKeys[0]));
        registry.removeAttestor(vm.addr(attestorKeys[1]));
        vm.expectRevert(
            abi.encodeWithSelector(INodeRegistry.AttestorsBelowThreshold.selector, 0, 1)
        );
        registry.removeAttestor(vm.addr(attestorKeys[2]));
        vm.stopPrank();
        _settle(_terms(0), 4);
        settlement.claim(node);
        vm.assertEq(token.balanceOf(payout), 3.9 ether);
    }

    function test_C32_removedAttestorsSignNothing() public {
        vm.startPrank(owner);
        registry.setThreshold(1);
        registry.removeAttestor(vm.addr(attestorKeys[0]));
        vm.stopPrank();
        vm.warp(START + 1);
        Verdict memory verdict = _verdict();
        vm.expectRevert(
            abi.encodeWithSelector(INodeRegistry.NotAttestor.selector, vm.addr(attestorKeys[0]))
        );
        registry.attest(verdict, _signed(verdict, 1));
    }

    function test_C33_nothingCanBeInitialisedAgainOrDelegated() public {
        bytes4[4] memory guesses = [
            bytes4(keccak256("initialize()")),
            bytes4(keccak256("initialize(address)")),
            bytes4(keccak256("upgradeTo(address)")),
            bytes4(keccak256("upgradeToAndCall(address,bytes)"))
        ];
        for (uint256 i = 0; i < guesses.length; ++i) {
            _assertRefuses(address(registry), abi.encodeWithSelector(guesses[i], stranger), 0);
            _assertRefuses(address(settlement), abi.encodeWithSelector(guesses[i], stranger), 0);
        }
        _assertNoOpcode(address(registry).code, 0xf4);
        _assertNoOpcode(address(settlement).code, 0xf4);
        _assertNoOpcode(address(registry).code, 0xff);
        _assertNoOpcode(address(settlement).code, 0xff);
    }

    function test_C34_oneStolenAttestorKeyOpensNoNode() public {
        vm.warp(START + 1);
        Verdict memory verdict = _verdict();
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.TooFewSignatures.selector, 1, 2));
        registry.attest(verdict, _signed(verdict, 1));
    }

    function test_C35_whoStealsTheOwnersKeyCannotTouchCustody() public {
        _open(_terms(0));
        vm.startPrank(owner);
        PolicyTerms memory worst = _policyTerms();
        worst.feeBps = 1000;
        registry.publishPolicy(worst);
        registry.retirePolicy(policy, 0);
        registry.setTreasury(stranger);
        registry.setGuardian(stranger);
        registry.setThreshold(1);
        vm.stopPrank();
        _settle(_terms(0), 4);
        settlement.claim(node);
        vm.assertEq(token.balanceOf(payout), 3.9 ether);
        vm.prank(client);
        settlement.withdraw(client, 996 ether);
        vm.startPrank(operator);
        registry.unbond(node, MIN_STAKE);
        vm.warp(START + 21 days);
        registry.withdraw(node);
        vm.stopPrank();
        vm.assertEq(token.balanceOf(address(registry)), 0);
        vm.assertEq(token.balanceOf(address(settlement)), 0.1 ether);
    }

    function test_C35_noPolicyTakesMoreThanTheBound() public {
        PolicyTerms memory greedy = _policyTerms();
        greedy.feeBps = 1001;
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.FeeTooHigh.selector, 1001, 1000));
        vm.prank(owner);
        registry.publishPolicy(greedy);
    }

    function test_C36_rolesCannotBeLost() public {
        bytes memory zero = abi.encodeWithSelector(INodeRegistry.ZeroAddress.selector);
        vm.startPrank(owner);
        vm.expectRevert(zero);
        registry.setGuardian(address(0));
        vm.expectRevert(zero);
        registry.setTreasury(address(0));
        vm.stopPrank();
        _assertRefuses(address(registry), abi.encodeWithSignature("renounceOwnership()"), 0);
    }

    function test_C36_anInterruptedHandOverChangesNothing() public {
        vm.startPrank(operator);
        registry.transferOperator(node, stranger);
        registry.transferOperator(node, address(0));
        vm.stopPrank();
        vm.expectRevert(
            abi.encodeWithSelector(
                INodeRegistry.NotPendingOperator.selector, node, stranger, address(0)
            )
        );
        vm.prank(stranger);
        registry.acceptOperator(node, 0);
        vm.assertEq(registry.operatorOf(node), operator);
    }

    function test_C37_noFunctionTakesEther() public {
        _assertNonpayable("NodeRegistry", address(registry));
        _assertNonpayable("Settlement", address(settlement));
        _assertRefuses(address(registry), "", 1);
        _assertRefuses(address(settlement), "", 1);
    }

    function test_C38_acallerWithoutCodeYetIsTreatedLikeAnyOther() public {
        EarlyClient early = new EarlyClient(this, _terms(0));
        JobTerms memory terms = early.opened();
        vm.warp(uint256(terms.deadline) + 1);
        settlement.refund(terms);
        vm.assertEq(_free(address(early)), 10 ether);
        vm.assertEq(_free(client), 1000 ether);
    }

    /// @dev Called by EarlyClient while it is being constructed.
    function openFor(JobTerms memory terms) external {
        DepositFor(address(token)).mint(address(this), 10 ether);
        token.approve(address(settlement), 10 ether);
        settlement.deposit(terms.client, 10 ether);
    }

    function settlementAddress() external view returns (address) {
        return address(settlement);
    }

    // ---------------------------------------------------------------- inside

    function _assertNonpayable(string memory name, address target) private {
        string memory artifact =
            vm.readFile(string.concat("out/shipped/", name, ".sol/", name, ".json"));
        string[] memory signatures = vm.parseJsonKeys(artifact, ".methodIdentifiers");
        vm.assertTrue(signatures.length > 20, "functions");
        for (uint256 i = 0; i < signatures.length; ++i) {
            bytes4 selector = bytes4(keccak256(bytes(signatures[i])));
            _assertRefuses(target, bytes.concat(selector, new bytes(1024)), 1);
        }
    }

    function _assertRefuses(address target, bytes memory call, uint256 value) private {
        vm.deal(address(this), 1 ether);
        (bool done, bytes memory answer) = target.call{ value: value }(call);
        vm.assertTrue(!done && answer.length == 0, "accepted");
    }

    /// @dev Reads the code instruction by instruction, so that no constant is taken for one. Behind
    /// the last instruction there are only constants of the compiler: it stops at the first
    /// `invalid`.
    function _assertNoOpcode(bytes memory code, uint8 opcode) private pure {
        for (uint256 i = 0; i < code.length; ++i) {
            uint8 found = uint8(code[i]);
            if (found == 0xfe) return;
            vm.assertTrue(found != opcode, "forbidden instruction");
            if (found >= 0x60 && found <= 0x7f) i += found - 0x5f;
        }
    }
}

interface DepositFor {
    function mint(address to, uint256 amount) external;
}

/// @notice A client that opens a job from within its own constructor.
contract EarlyClient {
    JobTerms private terms;

    constructor(PowerAttacksTest test, JobTerms memory terms_) {
        terms_.client = address(this);
        test.openFor(terms_);
        (bool done,) = test.settlementAddress()
            .call(
                abi.encodeWithSignature(
                    "open((address,uint64,address,uint96,uint96,uint40,bytes32,uint64))", terms_
                )
            );
        require(done);
        terms = terms_;
    }

    function opened() external view returns (JobTerms memory) {
        return terms;
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IJobEscrow } from "../../src/interfaces/IJobEscrow.sol";
import { Domains } from "../../src/libraries/Domains.sol";
import { JobId } from "../../src/types/JobId.sol";
import { JobTerms } from "../../src/types/JobTerms.sol";
import { Network } from "../base/Network.sol";
import { Wallet } from "../base/Wallet.sol";
import { MessageHashUtils } from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

/// @notice C-13: a signed order opens at most once, and only with its client's own signature.
contract OpenForTest is Network {
    uint56 private constant FIRST_WORD = 1 << 55;

    function setUp() public override {
        super.setUp();
        _launch();
    }

    function test_anybodySubmitsASignedOrder() public {
        JobTerms memory terms = _terms(FIRST_ORDER + 5);
        vm.prank(stranger);
        JobId jobId = settlement.openFor(terms, _full(terms));
        vm.assertTrue(jobId == _idOf(terms));
        vm.assertEq(settlement.job(jobId).amount, 10 ether);
        vm.assertEq(_free(client), 990 ether);
        vm.assertEq(settlement.account(client).nonce, 0);
        vm.assertEq(settlement.ordersOf(client, FIRST_WORD), 1 << 5);
    }

    function test_aCompactSignatureWillDo() public {
        JobTerms memory terms = _terms(FIRST_ORDER);
        (bytes32 r, bytes32 vs) = vm.signCompact(CLIENT_KEY, JobId.unwrap(_idOf(terms)));
        settlement.openFor(terms, abi.encodePacked(r, vs));
        vm.assertEq(_free(client), 990 ether);
    }

    function test_aWalletContractSignsByItsOwnRules() public {
        JobTerms memory terms = _terms(FIRST_ORDER);
        vm.etch(stranger, address(new Wallet(bytes32(0))).code);
        terms.client = stranger;
        Wallet wallet = new Wallet(JobId.unwrap(_idOf(terms)));
        vm.etch(stranger, address(wallet).code);
        vm.prank(client);
        settlement.deposit(stranger, 10 ether);
        settlement.openFor(terms, "whatever the wallet likes");
        vm.assertEq(_free(stranger), 0);
    }

    function test_aWalletContractThatRefusesOpensNothing() public {
        JobTerms memory terms = _terms(FIRST_ORDER);
        terms.client = address(new Wallet(bytes32(0)));
        _refuse(terms, "", _invalid(terms));
    }

    function test_aDelegatedAccountStillSignsWithItsKey() public {
        vm.etch(client, address(new Wallet(bytes32(0))).code);
        JobTerms memory terms = _terms(FIRST_ORDER);
        settlement.openFor(terms, _full(terms));
        vm.assertEq(_free(client), 990 ether);
    }

    function test_openForRefusesSomebodyElsesSignature() public {
        JobTerms memory terms = _terms(FIRST_ORDER);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(ENCLAVE_KEY, JobId.unwrap(_idOf(terms)));
        _refuse(terms, abi.encodePacked(r, s, v), _invalid(terms));
    }

    function test_openForRefusesSignaturesOfNoKnownLength() public {
        JobTerms memory terms = _terms(FIRST_ORDER);
        _refuse(terms, "", _invalid(terms));
        _refuse(terms, abi.encodePacked(_full(terms), uint8(0)), _invalid(terms));
    }

    function test_openForRefusesTheZeroClient() public {
        JobTerms memory terms = _terms(FIRST_ORDER);
        terms.client = address(0);
        _refuse(terms, new bytes(65), _invalid(terms));
    }

    function test_openForRefusesChangedTerms() public {
        JobTerms memory terms = _terms(FIRST_ORDER);
        bytes memory signature = _full(terms);
        terms.unitPrice += 1;
        _refuse(terms, signature, _invalid(terms));
    }

    function test_openForRefusesAnOrderTwiceInEitherForm() public {
        JobTerms memory terms = _terms(FIRST_ORDER);
        settlement.openFor(terms, _full(terms));
        (bytes32 r, bytes32 vs) = vm.signCompact(CLIENT_KEY, JobId.unwrap(_idOf(terms)));
        _refuse(terms, abi.encodePacked(r, vs), _used(terms));
        _settle(terms, 1);
        _refuse(terms, _full(terms), _used(terms));
    }

    function test_openingOrRevokingOneOrderForgetsNoOtherOfItsWord() public {
        JobTerms memory first = _terms(FIRST_ORDER);
        JobTerms memory second = _terms(FIRST_ORDER + 1);
        settlement.openFor(first, _full(first));
        settlement.openFor(second, _full(second));
        _refuse(first, _full(first), _used(first));
        vm.prank(client);
        settlement.invalidate(FIRST_WORD, 1 << 2);
        vm.assertEq(settlement.ordersOf(client, FIRST_WORD), 7);
        _refuse(first, _full(first), _used(first));
        _refuse(second, _full(second), _used(second));
    }

    function test_openForRefusesNoncesOfDirectOpenings() public {
        JobTerms memory terms = _terms(FIRST_ORDER - 1);
        _refuse(
            terms,
            _full(terms),
            abi.encodeWithSelector(
                IJobEscrow.OrderNonceTooLow.selector, FIRST_ORDER - 1, FIRST_ORDER
            )
        );
    }

    function test_theVeryLastNonceOpensToo() public {
        JobTerms memory terms = _terms(type(uint64).max);
        settlement.openFor(terms, _full(terms));
        vm.assertEq(settlement.ordersOf(client, type(uint56).max), 1 << 255);
    }

    function test_openForRefusesMoreThanIsFree() public {
        JobTerms memory terms = _terms(FIRST_ORDER);
        terms.maxPrice = 1000 ether + 1;
        _refuse(
            terms,
            _full(terms),
            abi.encodeWithSelector(
                IJobEscrow.FreeBalanceTooLow.selector, client, 1000 ether, 1000 ether + 1
            )
        );
    }

    function test_afterAForkOnlySignaturesForTheNewChainOpen() public {
        JobTerms memory terms = _terms(FIRST_ORDER);
        bytes memory old = _full(terms);
        vm.chainId(4242);
        bytes32 digest = MessageHashUtils.toTypedDataHash(
            Domains.settlement(address(settlement)), _hash(terms)
        );
        _refuse(
            terms,
            old,
            abi.encodeWithSelector(IJobEscrow.ClientSignatureInvalid.selector, client, digest)
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(CLIENT_KEY, digest);
        JobId jobId = settlement.openFor(terms, abi.encodePacked(r, s, v));
        vm.assertTrue(jobId == _idOf(terms));
    }

    function test_invalidateRevokesOrdersAndEmits() public {
        vm.expectEmit(address(settlement));
        emit IJobEscrow.OrdersInvalidated(client, FIRST_WORD, 0x0f);
        vm.prank(client);
        settlement.invalidate(FIRST_WORD, 0x0f);
        JobTerms memory terms = _terms(FIRST_ORDER + 3);
        _refuse(terms, _full(terms), _used(terms));
        terms = _terms(FIRST_ORDER + 4);
        settlement.openFor(terms, _full(terms));
    }

    function test_invalidateRefusesWordsOfDirectOpenings() public {
        vm.expectRevert(
            abi.encodeWithSelector(IJobEscrow.OrderWordTooLow.selector, FIRST_WORD - 1, FIRST_WORD)
        );
        settlement.invalidate(FIRST_WORD - 1, 1);
    }

    function test_invalidateTouchesOnlyTheCallersOrders() public {
        vm.prank(stranger);
        settlement.invalidate(FIRST_WORD, type(uint256).max);
        JobTerms memory terms = _terms(FIRST_ORDER);
        settlement.openFor(terms, _full(terms));
    }

    function _full(JobTerms memory terms) private view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(CLIENT_KEY, JobId.unwrap(_idOf(terms)));
        return abi.encodePacked(r, s, v);
    }

    function _invalid(JobTerms memory terms) private view returns (bytes memory) {
        return abi.encodeWithSelector(
            IJobEscrow.ClientSignatureInvalid.selector, terms.client, _idOf(terms)
        );
    }

    function _used(JobTerms memory terms) private view returns (bytes memory) {
        return abi.encodeWithSelector(IJobEscrow.OrderUsed.selector, client, terms.nonce);
    }

    function _refuse(JobTerms memory terms, bytes memory signature, bytes memory reason) private {
        vm.expectRevert(reason);
        settlement.openFor(terms, signature);
    }
}

/** `errno` names of libuv and the system, c-ares, and the npm packages that follow their style. */
const errnoNames: ReadonlySet<string> = new Set(
  (
    "E2BIG EACCES EADDRINUSE EADDRNOTAVAIL EAFNOSUPPORT EAGAIN EALREADY EAUTH EBADARCH EBADCSRFTOKEN EBADE EBADENGINE " +
    "EBADEXEC EBADF EBADFAMILY EBADFD EBADFLAGS EBADHINTS EBADMACHO EBADMSG EBADNAME EBADPLATFORM EBADQUERY EBADRESP " +
    "EBADRPC EBADSTR EBUSY ECANCELED ECANCELLED ECHARSET ECHILD ECOMM ECONNABORTED ECONNCLOSED ECONNECTION ECONNREFUSED " +
    "ECONNRESET ECOREDUMP EDEADLK EDEADLOCK EDESTADDRREQ EDESTRUCTION EDNS EDOM EDQUOT EENVELOPE EEXIST EFAULT EFBIG " +
    "EFILE EFORMERR EFTYPE EHOSTDOWN EHOSTUNREACH EIDRM EILSEQ EINPROGRESS EINTEGRITY EINTR EINVAL EINVALIDTYPE EIO " +
    "EISCONN EISDIR EJSONPARSE ELOADIPHLPAPI ELOGIN ELOOP EMESSAGE EMFILE EMISSINGARG EMLINK EMSGSIZE EMULTIHOP " +
    "ENAMETOOLONG ENETDOWN ENETRESET ENETUNREACH ENFILE ENOBUFS ENODATA ENODEV ENOENT ENOEXEC ENOLCK ENOLINK ENOMEM " +
    "ENOMSG ENONAME ENONET ENOPROTOOPT ENOSPC ENOSR ENOSTR ENOSYS ENOTBEGUN ENOTBLK ENOTCONN ENOTDIR ENOTEMPTY ENOTFOUND " +
    "ENOTIMP ENOTINITIALIZED ENOTRECOVERABLE ENOTSOCK ENOTSUP ENOTTY ENXIO EOF EOPNOTSUPP EOVERFLOW EOWNERDEAD " +
    "EPARSEERROR EPERM EPFNOSUPPORT EPIPE EPREPARE EPROTO EPROTONOSUPPORT EPROTOTYPE ERANGE EREFUSED EREMOTE EREQINPROG " +
    "EREQUEST ERESOLVE EROFS ESERVFAIL ESHUTDOWN ESOCKET ESOCKETTIMEDOUT ESPIPE ESRCH ESTALE ETARGET ETIME ETIMEDOUT " +
    "ETIMEOUT ETLS ETOOMANYREFS ETXTBSY EUNATCH EUSAGE EUSERS EWOULDBLOCK EXDEV EADDRGETNETWORKPARAMS E401 E403 E404 E409 E429 E500"
  ).split(" "),
);

/** TLS and X.509. */
const certificateNames: ReadonlySet<string> = new Set(
  (
    "AKID_SKID_MISMATCH APPLICATION_VERIFICATION CERT_CHAIN_TOO_LONG CERT_HAS_EXPIRED CERT_NOT_YET_VALID CERT_REJECTED " +
    "CERT_REVOKED CERT_SIGNATURE_FAILURE CERT_UNTRUSTED CRL_HAS_EXPIRED CRL_NOT_YET_VALID CRL_SIGNATURE_FAILURE " +
    "DEPTH_ZERO_SELF_SIGNED_CERT HOSTNAME_MISMATCH INVALID_CA INVALID_PURPOSE PATH_LENGTH_EXCEEDED " +
    "SELF_SIGNED_CERT_IN_CHAIN UNABLE_TO_DECRYPT_CERT_SIGNATURE UNABLE_TO_DECRYPT_CRL_SIGNATURE UNABLE_TO_GET_CRL " +
    "UNABLE_TO_GET_ISSUER_CERT UNABLE_TO_GET_ISSUER_CERT_LOCALLY UNABLE_TO_VERIFY_LEAF_SIGNATURE"
  ).split(" "),
);

/** Catalogues whose names share no form: the runtime, gRPC, tRPC, GraphQL servers, HTTP clients, brokers and SDKs. */
const listedNames: ReadonlySet<string> = new Set(
  // the runtime and its loaders
  (
    "ABORT_ERR MODULE_NOT_FOUND NETWORK_ERR QUOTA_EXCEEDED_ERR TIMEOUT_ERR " +
    // gRPC
    "ABORTED ALREADY_EXISTS DATA_LOSS DEADLINE_EXCEEDED FAILED_PRECONDITION INTERNAL INVALID_ARGUMENT OUT_OF_RANGE " +
    "RESOURCE_EXHAUSTED UNAVAILABLE UNKNOWN " +
    // tRPC
    "BAD_GATEWAY BAD_REQUEST CLIENT_CLOSED_REQUEST FORBIDDEN GATEWAY_TIMEOUT INTERNAL_SERVER_ERROR METHOD_NOT_SUPPORTED " +
    "NOT_IMPLEMENTED PARSE_ERROR PAYLOAD_TOO_LARGE PAYMENT_REQUIRED PRECONDITION_FAILED PRECONDITION_REQUIRED " +
    "SERVICE_UNAVAILABLE TOO_MANY_REQUESTS UNAUTHORIZED UNPROCESSABLE_CONTENT UNSUPPORTED_MEDIA_TYPE " +
    // GraphQL servers
    "BAD_USER_INPUT GRAPHQL_PARSE_FAILED GRAPHQL_VALIDATION_FAILED INTROSPECTION_DISABLED " +
    "MAX_RECURSIVE_SELECTIONS_EXCEEDED OPERATION_RESOLUTION_FAILURE PERSISTED_QUERY_NOT_FOUND " +
    "PERSISTED_QUERY_NOT_SUPPORTED " +
    // Redis
    "BUSYGROUP CLUSTERDOWN CONNECTION_BROKEN CROSSSLOT MOVED NOAUTH NOGROUP NOSCRIPT NR_CLOSED OOM UNCERTAIN_STATE WRONGPASS WRONGTYPE " +
    // postgres.js
    "CONNECT_TIMEOUT CONNECTION_CLOSED CONNECTION_DESTROYED CONNECTION_ENDED " +
    // MySQL's client and multer
    "PROTOCOL_CONNECTION_LOST PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR PROTOCOL_ENQUEUE_AFTER_QUIT PROTOCOL_SEQUENCE_TIMEOUT " +
    "LIMIT_FIELD_COUNT LIMIT_FIELD_KEY LIMIT_FIELD_VALUE LIMIT_FILE_COUNT LIMIT_FILE_SIZE LIMIT_PART_COUNT LIMIT_UNEXPECTED_FILE " +
    // Kafka brokers
    "LEADER_NOT_AVAILABLE NOT_LEADER_FOR_PARTITION REBALANCE_IN_PROGRESS TOPIC_ALREADY_EXISTS UNKNOWN_MEMBER_ID " +
    "UNKNOWN_TOPIC_OR_PARTITION " +
    // S3 and its kin
    "AccessDenied BucketAlreadyExists BucketAlreadyOwnedByYou EntityTooLarge ExpiredToken InvalidAccessKeyId InvalidBucketName " +
    "NoSuchBucket NoSuchKey NoSuchUpload NotFound PreconditionFailed RequestTimeout SignatureDoesNotMatch SlowDown Throttling " +
    // zod
    "custom invalid_arguments invalid_date invalid_element invalid_enum_value invalid_format invalid_intersection_types " +
    "invalid_key invalid_literal invalid_return_type invalid_string invalid_type invalid_union invalid_union_discriminator " +
    "invalid_value not_finite not_multiple_of too_big too_small unrecognized_keys " +
    // Twirp and Connect
    "aborted already_exists bad_route canceled cancelled data_loss dataloss deadline_exceeded failed_precondition internal " +
    "invalid_argument malformed not_found out_of_range permission_denied resource_exhausted unauthenticated unavailable " +
    "unimplemented unknown " +
    // OAuth 2 and OpenID Connect
    "access_denied account_selection_required authorization_pending consent_required expired_token insufficient_scope " +
    "interaction_required invalid_client invalid_grant invalid_redirect_uri invalid_request invalid_scope invalid_target " +
    "invalid_token login_required server_error slow_down temporarily_unavailable unauthorized_client unsupported_grant_type " +
    "unsupported_response_type unsupported_token_type " +
    // Stripe
    "account_closed account_invalid amount_too_large amount_too_small api_key_expired authentication_required balance_insufficient " +
    "bank_account_declined card_declined card_error charge_already_refunded coupon_expired do_not_honor email_invalid expired_card " +
    "generic_decline idempotency_error idempotency_key_in_use incorrect_cvc incorrect_number incorrect_zip insufficient_funds " +
    "invalid_charge_amount invalid_cvc invalid_expiry_month invalid_expiry_year invalid_number invalid_request_error lock_timeout " +
    "lost_card parameter_invalid_empty parameter_missing parameter_unknown payment_intent_authentication_failure " +
    "payment_intent_payment_attempt_failed payment_intent_unexpected_state processing_error rate_limit resource_already_exists " +
    "resource_missing setup_intent_authentication_failure stolen_card token_already_used url_invalid " +
    // model providers
    "context_length_exceeded insufficient_quota invalid_api_key model_not_found overloaded_error rate_limit_error " +
    "rate_limit_exceeded"
  ).split(" "),
);

const neo4j = /^Neo\.(?:Client|Database|Transient)(?:Error|Notification)\.[A-Za-z]+\.[A-Za-z]+$/;

/** Catalogues whose names have a form of their own. Each is anchored and reads the text once. */
const forms: readonly RegExp[] = [
  // Node, axios, jose, undici, DNS, Adonis, Fastify, MySQL, SQLite, llhttp, HTTP/2, zlib, fast-jwt
  /^(?:ERR|UND_ERR|EAI|E|FST|ER|SQLITE|HPE|NGHTTP2|FAST_JWT)_[A-Z0-9_]+$/,
  /^Z_[A-Z]+_ERROR$/,
  // Prisma
  /^P\d{4}$/,
  // SQLSTATE
  /^(?:0[0-3789A-FK-PS-Z]|10|2[0-8BCDEFH]|3[03-689BCDF]|4[024-6]|5[3-578]|7[02])[0-9A-Z]{3}$/,
  /^(?:HY\d{3}|HY[CT]\d{2}|HV0[0-9A-Z]{2}|IM\d{3}|XX\d{3}|P0\d{3}|F0\d{3})$/,
  // Oracle and its drivers
  /^(?:ORA|NJS|DPI|TNS)-\d{3,5}$/,
  // AWS, Kafka and gateway names; Stripe's and Sequelize's classes
  /^[A-Z][A-Za-z0-9]{2,80}(?:Exception|Fault)$/,
  /^(?:Stripe|Sequelize|KafkaJS|Mongo)[A-Za-z]{0,60}Error$/,
  // Firebase
  /^(?:auth|app|app-check|database|firestore|functions|installations|messaging|performance|remote-config|storage)\/[a-z][a-z0-9-]*$/,
  // body-parser and raw-body
  /^(?:entity|encoding|charset|request|parameters|stream)\.[a-z][a-z.]*$/,
  // Slack
  /^slack_webapi_[a-z_]+$/,
  // Neo4j
  neo4j,
  // Elasticsearch
  /^[a-z][a-z_]{2,80}_exception$/,
];

const longest = 120;

/** Whether a code belongs to a system's or library's catalogue: such codes are read, not minted. The starter's own never do. */
export function isSystemCode(code: string): boolean {
  if (code.length > longest) return false;
  return (
    errnoNames.has(code) || certificateNames.has(code) || listedNames.has(code) || forms.some((form) => form.test(code))
  );
}

/** Forms that nobody gives to codes of their own. */
const drivers =
  /^(?:(?:UND_ERR|EAI|SQLITE|HPE|NGHTTP2)_[A-Z0-9_]+|Z_[A-Z]+_ERROR|P\d{4}|(?:ORA|NJS|DPI|TNS)-\d{3,5}|[0-9][0-9A-Z]{4})$/;

/** Whether a code is certainly the system's, TLS's or a driver's, whoever makes an error with it: a team may have a `FORBIDDEN` of its own. */
export function isDriverCode(code: string): boolean {
  if (code.length > longest) return false;
  return errnoNames.has(code) || certificateNames.has(code) || drivers.test(code) || neo4j.test(code);
}

const ofConnections = /^(?:E(?:CONN|HOST|NET|SOCKET)[A-Z]+|EADDR(?:INUSE|NOTAVAIL)|EPIPE|ETIMEDOUT|EAI_[A-Z]+)$/;

/** Whether a code is the system's for another program that cannot be reached, which says nothing to whoever asks. */
export function isConnectionCode(code: string): boolean {
  return code.length <= longest && ofConnections.test(code);
}

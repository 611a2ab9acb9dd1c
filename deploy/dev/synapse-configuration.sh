# Sourced by homeserver.sh: writes an instance's configuration, anew at each start.

write_configuration() {
  local limit='{ per_second: 100000, burst_count: 100000 }' address=127.0.0.1
  if [[ -z $port ]]; then port=$(free_port); fi
  echo "$port" >"$home/port"
  # Inside a container every address is private; docker itself publishes it on 127.0.0.1 only.
  if [[ $route == docker ]]; then address=0.0.0.0; fi
  cat >"$home/log.yaml" <<YAML
version: 1
formatters: { line: { format: '%(asctime)s %(levelname)s %(name)s %(message)s' } }
handlers: { console: { class: logging.StreamHandler, formatter: line } }
root: { level: WARNING, handlers: [console] }
disable_existing_loggers: false
YAML
  cat >"$home/homeserver.yaml" <<YAML
server_name: $server_name
public_baseurl: http://127.0.0.1:$port/
pid_file: synapse.pid
signing_key_path: signing.key
log_config: log.yaml
media_store_path: media
report_stats: false
database: { name: sqlite3, args: { database: homeserver.db } }
listeners:
  - { type: http, port: $port, bind_addresses: ['$address'], tls: false, resources: [ { names: [client], compress: false } ] }

# An island: it speaks to no other server.
trusted_key_servers: []
suppress_key_server_warning: true
federation_domain_whitelist: []
url_preview_enabled: false
presence: { enabled: false }

# Tests register whom they need; a cheap hash makes that quick.
enable_registration: true
enable_registration_without_verification: true
bcrypt_rounds: 4
macaroon_secret_key: only-for-tests
login_via_existing_session: { enabled: true, require_ui_auth: false }
form_secret: only-for-tests

# As on Tchap.
encryption_enabled_by_default_for_room_type: "off"
# Forums are listed; Synapse lets nobody list a room unless told.
room_list_publication_rules: [ { user_id: '*', action: allow } ]
max_upload_size: 20M

rc_registration: $limit
rc_login: { address: $limit, account: $limit, failed_attempts: $limit }
rc_joins: { local: $limit, remote: $limit }
rc_joins_per_room: $limit
rc_invites: { per_room: $limit, per_user: $limit, per_issuer: $limit }
rc_room_creation: $limit
rc_media_create: $limit
rc_admin_redaction: $limit
$(if [[ ! -e $home/throttle ]]; then echo "rc_message: $limit"; fi)
YAML
}

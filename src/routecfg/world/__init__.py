"""What stands around the engine: real requests to web services and chatbots, guarded.

- `Client.get(asked)` makes the request of an `Asked` event, and puts in the secrets that it names. `Client.post(url,
  body)` posts JSON to a chatbot. Both give an `Outcome`: a status and JSON, or why there is no answer. Neither raises.
- `Bounds` says what a request may cost.
- `LiveWorld` is the world of a chat: the client, with stubs for what is not to be called. `Receiver` takes what
  chatbots call back with, and `hosts` says to whom chats may speak.

A configuration is no way into the network: an address is checked after its host's name has been looked up, at the very
address that is connected to, and again on every redirect. Only hosts under `allow_hosts` may be private or use plain
http. Proxies that the environment names are not used: a proxy would look the name up itself, and might reach more.
"""

from routecfg.world.bounds import Bounds
from routecfg.world.callbacks import Callback, Receiver, RefusedCall
from routecfg.world.client import Client
from routecfg.world.hosts import Hosts, hosts
from routecfg.world.live import LiveWorld, Posting

__all__ = ["Bounds", "Callback", "Client", "Hosts", "LiveWorld", "Posting", "Receiver", "RefusedCall", "hosts"]

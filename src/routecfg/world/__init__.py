"""What stands around the engine: real requests to web services and chatbots, guarded.

- `Client.get(asked)` makes the request of an `Asked` event, and puts in the secrets that it names. `Client.post(url,
  body)` posts JSON to a chatbot. Both give an `Outcome`: a status and JSON, or why there is no answer. Neither raises.
- `Bounds` says what a request may cost.
- `LiveWorld` is the world of a chat: the client, with stubs for what is not to be called. `Receiver` takes what
  chatbots call back with, and `hosts` says which hosts chats may call.

A configuration must not open a way into the network: the IP address that is connected to is checked, after the name of
the host has been looked up, and again on every redirect. Only hosts under `allow_hosts` may be private or use plain
http. Proxies that the environment names are not used: a proxy would look the name up itself, and might reach more.

None of the modules is imported here: detecting languages needs no network, and importing what does takes 75 ms.
"""

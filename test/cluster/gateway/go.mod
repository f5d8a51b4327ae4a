module gateway

go 1.26.4

require sigs.k8s.io/gateway-api v1.4.1

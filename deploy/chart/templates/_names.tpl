{{- define "portlight.name" -}}
{{- if contains "portlight" .Release.Name }}{{ .Release.Name | trunc 50 | trimSuffix "-" }}
{{- else }}{{ printf "%s-portlight" .Release.Name | trunc 50 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- define "portlight.selector" -}}
app.kubernetes.io/name: portlight
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "portlight.labels" -}}
{{ include "portlight.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- define "portlight.secret" -}}
{{ .Values.session.existingSecret | default (printf "%s-session" (include "portlight.name" .)) }}
{{- end }}

{{- define "portlight.image" -}}
{{- $at := ternary (printf "@%s" .Values.image.digest) (printf ":%s" (.Values.image.tag | default .Chart.AppVersion)) (ne .Values.image.digest "") -}}
{{ .Values.image.repository }}{{ $at }}
{{- end }}

{{- define "portlight.https" -}}
{{- if or .Values.https (and .Values.ingress.enabled .Values.ingress.tlsSecret) }}true{{ end }}
{{- end }}

{{- define "portlight.hosts" -}}
{{- $hosts := .Values.hosts }}
{{- if and .Values.ingress.enabled .Values.ingress.host }}{{ $hosts = append $hosts .Values.ingress.host }}{{ end }}
{{- if .Values.httpRoute.enabled }}{{ $hosts = concat $hosts .Values.httpRoute.hostnames }}{{ end }}
{{- $hosts | uniq | join "," }}
{{- end }}
